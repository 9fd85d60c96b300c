using Components.Fragments.Overlay;
using Components.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Components.Caching;

/// <summary>
/// Answers from what is kept, before anything else of the application runs; else lets the application answer and tells it, by <see cref="AnswerKeeping"/>, that others may be served with that.
/// </summary>
internal sealed class AnswerCacheMiddleware(RequestDelegate next, AnswerCache cache, AnswerLanguages languages, CacheGate gate, KeyRing keys, Costs costs)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!cache.IsOn || costs.AreSaid || !gate.IsForEverybody(http.Request, out var chosen))
            return next(http);
        // Read before anything else: what changes from here on, the answer may not have seen.
        var began = cache.Turn;
        var key = new AnswerKey(TargetOf(http), languages.Find(http.Request, chosen) ?? "", http.Request.Headers.Origin.ToString());
        var kept = cache.Find(key, out var wasKept);
        return kept is not null ? kept.SendAsync(http) : AnswerAsync(http, new AnswerKeeping(cache, languages, key, chosen, began), wasKept);
    }

    private async Task AnswerAsync(HttpContext http, AnswerKeeping own, bool wasKept)
    {
        // Of many who ask at once for what was kept until now, one has it made, and the others wait.
        var first = wasKept ? cache.Begin(own) : null;
        // The one who had it made may have come to an end since this one looked.
        if (wasKept && first is null && cache.Find(own.Key, out _) is { } made)
        {
            own.End(made);
            cache.End(own);
            await made.SendAsync(http);
            return;
        }
        if (first is not null && await first.Result.WaitAsync(http.RequestAborted) is { } answer && cache.IsCurrent(answer, first.Began))
        {
            await answer.SendAsync(http);
            return;
        }
        // Addresses that were signed with a key that is retired meanwhile lead nowhere.
        var signing = keys.Keys;
        own.DependOn(() => ReferenceEquals(keys.Keys, signing));
        http.Features.Set(own);
        try
        {
            await next(http);
        }
        finally
        {
            own.End();
            if (wasKept && first is null)
                cache.End(own);
        }
    }

    // In-memory servers know no raw target.
    private static string TargetOf(HttpContext http) =>
        http.Features.Get<IHttpRequestFeature>() is { RawTarget: { Length: > 0 } target } ? target : (http.Request.PathBase + http.Request.Path).ToUriComponent() + http.Request.QueryString.Value;
}
