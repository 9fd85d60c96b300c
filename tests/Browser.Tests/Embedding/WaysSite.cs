using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Browser.Tests.Embedding;

/// <summary>Somebody else's site, whose tags may ask as often as a test needs, and whose loads travel together. Beside it, ours, with a page on which one of its threads stands too.</summary>
public sealed class WaysSite : ForeignSite
{
    public WaysSite()
    {
        Settings["Packs:Comments:ProofOfWork"] = "false";
        Settings["Embedding:ShortestEvery"] = "00:00:01";
        Settings["Components:Batch"] = "true";
        ConfigureServices = services => services.AddSingleton<IStartupFilter, Twins>();
    }

    /// <summary>The page of ours on which the thread of a page there stands.</summary>
    public string TwinOf(string path) => $"{Host}/twin?of={Uri.EscapeDataString(Origin + path)}";

    private sealed class Twins : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) => http.Request.Path == "/twin"
                ? new RazorComponentResult<TwinPage>(new { Subject = http.Request.Query["of"].ToString() }).ExecuteAsync(http)
                : rest(http));
            next(app);
        };
    }
}
