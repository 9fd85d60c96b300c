using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Components.Fragments;

/// <summary>
/// Encodes what HTML must have encoded (<c>&amp; &lt; &gt; " '</c>, control characters, lone surrogates) and leaves everything else as UTF-8. The framework's encoder writes Japanese,
/// and with all ranges allowed still every emoji, as numeric entities.
/// </summary>
internal sealed class HtmlTextEncoder : HtmlEncoder
{
    private readonly HtmlEncoder _inner;

    // What most texts are made of, found many at a time.
    private readonly SearchValues<char> _plain;

    public HtmlTextEncoder()
    {
        _inner = Create(UnicodeRanges.All);
        _plain = SearchValues.Create([.. Enumerable.Range(0, 128).Where(letter => !_inner.WillEncode(letter)).Select(letter => (char)letter)]);
    }

    public override int MaxOutputCharactersPerInputCharacter => _inner.MaxOutputCharactersPerInputCharacter;

    // Only scalars beyond the basic plane differ: the framework never allows them. Halves of one are no scalars, and the framework's encoder fails when it is asked about them.
    public override bool WillEncode(int unicodeScalar) => unicodeScalar switch
    {
        < 0 or >= 0xD800 and <= 0xDFFF or > 0x10FFFF => true,
        <= 0xFFFF => _inner.WillEncode(unicodeScalar),
        _ => false,
    };

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var plain = new ReadOnlySpan<char>(text, textLength).IndexOfAnyExcept(_plain);
        for (var i = plain < 0 ? textLength : plain; i < textLength; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < textLength && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (WillEncode(text[i]))
                return i;
        }
        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (unicodeScalar <= 0xFFFF)
            return _inner.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        return new System.Text.Rune(unicodeScalar).TryEncodeToUtf16(new Span<char>(buffer, bufferLength), out numberOfCharactersWritten);
    }
}
