using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Browser.Tests;

public sealed partial class PushPage
{
    public const string Path = "/pushed";

    /// <summary>Puts the page into the site.</summary>
    internal sealed class Served : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) => http.Request.Path == Path ? new RazorComponentResult<PushPage>().ExecuteAsync(http) : rest(http));
            next(app);
        };
    }
}
