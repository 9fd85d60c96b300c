using System.Globalization;
using Components.Fragments;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Components.Caching;

/// <summary>One request whose answer may serve others: what is found out about it on the way. A feature of the request; where there is none, nothing is kept.</summary>
internal sealed class AnswerKeeping(AnswerCache cache, AnswerLanguages languages, AnswerKey key, string chosen, long began)
{
    // These are each answer's own, or decided when it is kept.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Cache-Control", "Content-Encoding", "Content-Length", "Date", "ETag", "Server", "Transfer-Encoding", "Vary",
    };

    private readonly TaskCompletionSource<KeptAnswer?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _tags = [];
    private readonly List<Func<bool>> _conditions = [];
    private bool _isOwn;

    public AnswerKey Key { get; } = key;

    /// <summary>Which changes the answer has seen; see <see cref="AnswerCache.Turn"/>.</summary>
    public long Began { get; } = began;

    /// <summary>What came of it: null where it serves nobody else.</summary>
    public Task<KeptAnswer?> Result => _done.Task;

    public static AnswerKeeping? Of(HttpContext http) => http.Features.Get<AnswerKeeping>();

    /// <summary>The answer depends on what these name.</summary>
    public void DependOn(IEnumerable<string> tags)
    {
        lock (_tags)
            _tags.UnionWith(tags);
    }

    /// <summary>The answer is good only as long as this is true. It is asked often, so it must be quick.</summary>
    public void DependOn(Func<bool> isGood)
    {
        lock (_tags)
            _conditions.Add(isGood);
    }

    /// <summary>The answer is for this visitor alone.</summary>
    public void Refuse() => _isOwn = true;

    /// <summary>Nothing more comes of it than this.</summary>
    public void End(KeptAnswer? answer = null) => _done.TrySetResult(answer);

    /// <summary>Keeps the answer where that is allowed, with the headers that it has now.</summary>
    /// <returns>What is to be sent, to this visitor too; null: nothing is kept.</returns>
    public KeptAnswer? Keep(HttpContext http, ReadOnlySpan<byte> body)
    {
        var response = http.Response;
        if (_isOwn || response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0 || http.User.Identity?.IsAuthenticated == true)
            return null;
        var end = cache.Now + (long)cache.Options.Life.TotalMilliseconds;
        var answer = new KeptAnswer(body.ToArray(), HeadersOf(response), http.RequestServices.GetRequiredService<EntityTags>().Of(body), _tags, _conditions, end) { UsedAt = cache.Now };
        var language = CultureInfo.CurrentUICulture.Name;
        languages.Learn(http.Request, chosen, language);
        if (!cache.Keep(Key with { Culture = language }, answer, Began))
            return null;
        _done.TrySetResult(answer);
        return answer;
    }

    private KeyValuePair<string, StringValues>[] HeadersOf(HttpResponse response)
    {
        var shared = (long)cache.Options.SharedLife.TotalSeconds;
        List<KeyValuePair<string, StringValues>> headers = [.. response.Headers.Where(header => !Own.Contains(header.Key))];
        headers.Add(new("Cache-Control", shared == 0 ? "public, no-cache" : string.Create(CultureInfo.InvariantCulture, $"public, max-age=0, s-maxage={shared}, stale-while-revalidate={shared}")));
        headers.Add(new("Vary", "Accept-Encoding, Accept-Language, Cookie, Component-Visitor, Origin"));
        return [.. headers];
    }
}
