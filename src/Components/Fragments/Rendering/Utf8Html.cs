using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Components.Fragments.Rendering;

/// <summary>HTML as it is sent, growing in one borrowed piece of memory, which goes back when this is disposed of.</summary>
/// <param name="expected">How many bytes it will mostly be; more is no mistake.</param>
internal sealed class Utf8Html(int expected = 0) : IDisposable
{
    private const int FirstSize = 32 * 1024;
    private const int EncodedAtOnce = 256;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, expected));

    public int Length { get; private set; }

    /// <summary>Good until more is written.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Write(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Length += utf8.Length;
    }

    /// <summary>Writes a text as it is.</summary>
    public void Write(ReadOnlySpan<char> text) =>
        Length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Writes a text encoded.</summary>
    public void Write(ReadOnlySpan<char> text, TextEncoder encoder)
    {
        var plain = PlainLength(text, encoder);
        Write(text[..plain]);
        if (plain < text.Length)
            WriteEncoded(text[plain..], encoder);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private void WriteEncoded(ReadOnlySpan<char> text, TextEncoder encoder)
    {
        Span<char> encoded = stackalloc char[EncodedAtOnce];
        while (text.Length > 0)
        {
            encoder.Encode(text, encoded, out var consumed, out var written);
            Write(encoded[..written]);
            text = text[consumed..];
        }
    }

    private static unsafe int PlainLength(ReadOnlySpan<char> text, TextEncoder encoder)
    {
        if (text.IsEmpty)
            return 0;
        fixed (char* first = text)
            return encoder.FindFirstCharacterToEncode(first, text.Length) is >= 0 and var index ? index : text.Length;
    }

    private Span<byte> Room(int size)
    {
        if (_bytes.Length - Length < size)
            Grow(Length + size);
        return _bytes.AsSpan(Length);
    }

    private void Grow(int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, _bytes.Length * 2));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
