using App.Pages;
using Components.Data;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Features;

namespace App.Starting;

/// <summary>
/// Makes the front page once for nobody, in a thread of its own, while the rest of the site starts: else the first visitor waits until the runtime has made ready all the code behind it. Whatever goes wrong here is
/// left to that visitor's request, which says so to whom it concerns.
/// </summary>
internal static partial class FirstPage
{
    /// <summary>Call it once the pages are mapped. Other hosts of the site, such as those of tests, have no first visitor.</summary>
    public static void MakeFirstPage(this WebApplication app)
    {
        if (!SiteHost.IsProgram)
            return;
        // Found here, in the thread that goes on mapping.
        var home = HomeAmong(((IEndpointRouteBuilder)app).DataSources.Reverse().SelectMany(source => source.Endpoints));
        _ = Task.Run(() => MakeAsync(app.Services, home));
    }

    internal static Endpoint HomeAmong(IEnumerable<Endpoint> endpoints) => endpoints.First(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(Home));

    /// <returns>Whether it could be made; it goes nowhere.</returns>
    internal static async Task<bool> MakeAsync(IServiceProvider services, Endpoint home)
    {
        try
        {
            // Nothing is shown from tables that the start is about to change.
            if (!await services.IsDatabaseUpToDateAsync())
                return false;
            await using var scope = services.CreateAsyncScope();
            var status = await AnswerAsync(scope.ServiceProvider, home);
            Log.Made(LoggerOf(services), status);
            return status == StatusCodes.Status200OK;
        }
        catch (Exception e)
        {
            Log.NotMade(LoggerOf(services), e);
            return false;
        }
    }

    private static async Task<int> AnswerAsync(IServiceProvider services, Endpoint page)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = HttpMethods.Get, Scheme = Uri.UriSchemeHttp, Path = "/", Headers = { Host = "localhost" } });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IServiceProvidersFeature>(new ServiceProvidersFeature { RequestServices = services });
        var contexts = services.GetRequiredService<IHttpContextFactory>();
        var http = contexts.Create(features);
        try
        {
            http.SetEndpoint(page);
            await page.RequestDelegate!(http);
            return http.Response.StatusCode;
        }
        finally
        {
            contexts.Dispose(http);
        }
    }

    private static ILogger LoggerOf(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FirstPage));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The first page was made in advance: {Status}")]
        public static partial void Made(ILogger logger, int status);

        [LoggerMessage(2, LogLevel.Debug, "The first page could not be made in advance")]
        public static partial void NotMade(ILogger logger, Exception problem);
    }
}
