using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Components.Caching;

/// <summary>An answer that serves many.</summary>
internal sealed class KeptAnswer
{
    private const int BrotliQuality = 5;
    private const int BrotliWindow = 22;
    private const int LeastToCompress = 500;

    /// <summary>Stands where there was an answer.</summary>
    public static readonly KeptAnswer Gone = new([], [], "", [], [], 0);

    private readonly byte[] _body;
    private readonly KeyValuePair<string, StringValues>[] _headers;
    private readonly IReadOnlyList<Func<bool>> _conditions;
    private readonly StringValues _tag;
    private readonly StringValues _weakTag;

    // Made when somebody first asks for it; two at once make the same.
    private byte[]? _brotli;
    private byte[]? _gzip;

    /// <param name="body">UTF-8.</param>
    /// <param name="headers">Those of the answer, without what is this request's own.</param>
    /// <param name="tag">The entity tag, quoted.</param>
    /// <param name="tags">What it depends on.</param>
    /// <param name="conditions">It is good only as long as all of these say so.</param>
    /// <param name="end">Until when it is good, in milliseconds since 1970.</param>
    public KeptAnswer(byte[] body, KeyValuePair<string, StringValues>[] headers, string tag, IReadOnlyCollection<string> tags, IReadOnlyList<Func<bool>> conditions, long end)
    {
        (_body, _headers, _conditions, Tags, End) = (body, headers, conditions, tags, end);
        (_tag, _weakTag) = (tag, $"W/{tag}");
    }

    public IReadOnlyCollection<string> Tags { get; }

    public long End { get; }

    /// <summary>When it was last asked for.</summary>
    public long UsedAt { get; set; }

    // What is compressed is a fraction of it; what surrounds it, a little more.
    public long Size => 1_000 + (_body.Length * 3L / 2);

    public bool IsGood(long now)
    {
        if (now >= End)
            return false;
        foreach (var isGood in _conditions)
            if (!isGood())
                return false;
        return true;
    }

    public Task SendAsync(HttpContext http)
    {
        var response = http.Response;
        foreach (var (name, value) in _headers)
            response.Headers[name] = value;
        var (body, encoding) = For(http.Request.Headers.AcceptEncoding);
        response.Headers.ETag = encoding is null ? _tag : _weakTag;
        if (IsKnown(http.Request.Headers.IfNoneMatch))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        if (encoding is not null)
            response.Headers.ContentEncoding = encoding;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private (byte[] Body, string? Encoding) For(StringValues accepted)
    {
        if (accepted.Count == 0 || _body.Length < LeastToCompress)
            return (_body, null);
        var text = accepted.ToString();
        if (Accepts(text, "br"))
            return (_brotli ??= Brotli(_body), "br");
        return Accepts(text, "gzip") ? (_gzip ??= Gzip(_body), "gzip") : (_body, null);
    }

    // Whoever weighs them, or refuses one, is no browser: they get it plain.
    private static bool Accepts(string accepted, string encoding)
    {
        foreach (var part in accepted.AsSpan().Split(','))
            if (accepted.AsSpan(part).Trim().Equals(encoding, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    // The weak comparison counts (RFC 9110, 13.1.2), so a "W/" does not matter.
    private bool IsKnown(StringValues known)
    {
        foreach (var list in known)
            if (list is not null && (list == "*" || list.Contains(_tag.ToString(), StringComparison.Ordinal)))
                return true;
        return false;
    }

    private static byte[] Brotli(byte[] body)
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, compressed, out var length, BrotliQuality, BrotliWindow) ? compressed[..length] : throw new InvalidOperationException("Brotli found no room.");
    }

    private static byte[] Gzip(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(body);
        return compressed.ToArray();
    }
}
