using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Browser.Tests;

public sealed partial class LoadingPage
{
    public const string Path = "/loading";

    public const string RoomPath = "/loading/room";

    /// <summary>Puts the page into the site.</summary>
    internal sealed class Served : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) => http.Request.Path.Value switch
            {
                Path => new RazorComponentResult<LoadingPage>().ExecuteAsync(http),
                RoomPath => new RazorComponentResult<HeightPage>().ExecuteAsync(http),
                _ => rest(http),
            });
            next(app);
        };
    }
}
