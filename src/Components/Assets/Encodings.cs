using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace Components.Assets;

/// <summary>Bytes, and the same compressed once somebody asks for that.</summary>
/// <param name="plain">The bytes.</param>
/// <param name="quality">Brotli's: 0 to 11. What is made once and kept for good is worth the most.</param>
internal sealed class Encodings(byte[] plain, int quality)
{
    private const int Window = 22;
    private const int LeastToCompress = 500;

    // Two who ask at once make the same.
    private byte[]? _brotli;
    private byte[]? _gzip;

    public byte[] Plain => plain;

    /// <summary>What to send.</summary>
    /// <param name="accepted">The header <c>Accept-Encoding</c>. Whoever weighs encodings, or refuses one, is no browser, and gets the plain bytes.</param>
    /// <returns>The bytes, and the name of their encoding; null: plain.</returns>
    public (byte[] Bytes, string? Encoding) For(StringValues accepted)
    {
        if (accepted.Count == 0 || plain.Length < LeastToCompress)
            return (plain, null);
        var text = accepted.ToString();
        if (Accepts(text, "br"))
            return (_brotli ??= Brotli(), "br");
        return Accepts(text, "gzip") ? (_gzip ??= Gzip(), "gzip") : (plain, null);
    }

    private static bool Accepts(string accepted, string encoding)
    {
        foreach (var part in accepted.AsSpan().Split(','))
            if (accepted.AsSpan(part).Trim().Equals(encoding, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private byte[] Brotli()
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        return BrotliEncoder.TryCompress(plain, compressed, out var length, quality, Window) ? compressed[..length] : throw new InvalidOperationException("Brotli found no room.");
    }

    private byte[] Gzip()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(plain);
        return compressed.ToArray();
    }
}
