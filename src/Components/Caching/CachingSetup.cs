using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Components.Caching;

/// <summary>Lets an application answer from what is kept for everybody of whom nothing is known.</summary>
public static class CachingSetup
{
    /// <summary>
    /// Answers from what is kept, and keeps what bears <see cref="CachedAttribute"/>. What stands behind it does not run for an answer that is kept, so it stands behind what every visitor must
    /// pass, such as a list of allowed networks, and before all the rest. Without it nothing is kept.
    /// </summary>
    public static IApplicationBuilder UseAnswerCache(this IApplicationBuilder app) => app.UseMiddleware<AnswerCacheMiddleware>();

    /// <summary>Lets pages be kept, too, that bear <see cref="CachedAttribute"/>. It stands behind the routing.</summary>
    public static IApplicationBuilder UseCachedPages(this IApplicationBuilder app) => app.Use((http, next) =>
        AnswerKeeping.Of(http) is { } keeping && http.GetEndpoint()?.Metadata.GetMetadata<CachedAttribute>() is not null ? KeepAsync(http, next, keeping) : next(http));

    /// <summary>The page that is being written is good only as long as this is true. It is asked by the requests that the kept page would serve (by up to ten within 20 milliseconds), so it must be quick.</summary>
    /// <param name="http">The request. Not to be used by what is asked: it is over by then.</param>
    /// <param name="isGood">Such as whether a file is as it was. Called by many threads.</param>
    public static void DependOn(this HttpContext http, Func<bool> isGood) => AnswerKeeping.Of(http)?.DependOn(isGood);

    private static async Task KeepAsync(HttpContext http, RequestDelegate next, AnswerKeeping keeping)
    {
        var outside = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var page = new MemoryStream();
        var inside = new StreamResponseBodyFeature(page, outside);
        http.Features.Set<IHttpResponseBodyFeature>(inside);
        try
        {
            await next(http);
            await inside.CompleteAsync();
        }
        finally
        {
            http.Features.Set(outside);
        }
        var body = page.GetBuffer().AsMemory(0, (int)page.Length);
        if (page.Length > 0 && keeping.Keep(http, body.Span) is { } kept)
            await kept.SendAsync(http);
        else if (page.Length > 0)
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
