using Components.Assets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Components.Caching;

/// <summary>An answer that serves many.</summary>
internal sealed class KeptAnswer
{
    // Made anew with each change, while somebody waits.
    private const int Quality = 5;

    /// <summary>Stands where there was an answer.</summary>
    public static readonly KeptAnswer Gone = new([], [], "", [], [], 0);

    private readonly Encodings _body;
    private readonly KeyValuePair<string, StringValues>[] _headers;
    private readonly IReadOnlyList<Func<bool>> _conditions;
    private readonly StringValues _tag;
    private readonly StringValues _weakTag;
    private readonly Freshness _freshness = new();

    /// <param name="body">UTF-8.</param>
    /// <param name="headers">Those of the answer, without what is this request's own.</param>
    /// <param name="tag">The entity tag, quoted.</param>
    /// <param name="tags">What it depends on.</param>
    /// <param name="conditions">It is good only as long as all of these say so; asked by each request, by up to ten within 20 milliseconds.</param>
    /// <param name="end">Until when it is good, in milliseconds since 1970.</param>
    public KeptAnswer(byte[] body, KeyValuePair<string, StringValues>[] headers, string tag, IReadOnlyCollection<string> tags, IReadOnlyList<Func<bool>> conditions, long end)
    {
        (_body, _headers, _conditions, Tags, End) = (new Encodings(body, Quality), headers, conditions, tags, end);
        (_tag, _weakTag) = (tag, $"W/{tag}");
    }

    public IReadOnlyCollection<string> Tags { get; }

    public long End { get; }

    /// <summary>When it was last asked for.</summary>
    public long UsedAt { get; set; }

    // What is compressed is a fraction of it; what surrounds it, a little more.
    public long Size => 1_000 + (_body.Plain.Length * 3L / 2);

    public bool IsGood(long now)
    {
        if (now >= End)
            return false;
        if (_conditions.Count == 0 || _freshness.IsSeen())
            return true;
        foreach (var isGood in _conditions)
            if (!isGood())
            {
                _freshness.Forget();
                return false;
            }
        return true;
    }

    public Task SendAsync(HttpContext http)
    {
        var response = http.Response;
        foreach (var (name, value) in _headers)
            response.Headers[name] = value;
        var (body, encoding) = _body.For(http.Request.Headers.AcceptEncoding);
        response.Headers.ETag = encoding is null ? _tag : _weakTag;
        if (IsKnown(http.Request.Headers.IfNoneMatch))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        if (encoding is not null)
            response.Headers.ContentEncoding = encoding;
        response.ContentLength = body.Length;
        // Not until the visitor goes away: to know when would cost each request more than to send what is small and at hand.
        return response.Body.WriteAsync(body, CancellationToken.None).AsTask();
    }

    // The weak comparison counts (RFC 9110, 13.1.2), so a "W/" does not matter.
    private bool IsKnown(StringValues known)
    {
        foreach (var list in known)
            if (list is not null && (list == "*" || list.Contains(_tag.ToString(), StringComparison.Ordinal)))
                return true;
        return false;
    }
}
