using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Testing;

/// <summary>Lets a visitor come from the network that they say.</summary>
public sealed class StatedNetwork : IStartupFilter
{
    public const string Header = "X-Test-Network";

    /// <summary>A browser in a network.</summary>
    public static Visitor From(Site site, string network)
    {
        var visitor = site.Visit();
        visitor.Client.DefaultRequestHeaders.Add(Header, network);
        return visitor;
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, following) =>
        {
            if (IPAddress.TryParse(http.Request.Headers[Header], out var address))
                http.Connection.RemoteIpAddress = address;
            return following(http);
        });
        next(app);
    };
}
