using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Components.Fragments;

/// <summary>
/// Encodes what HTML must have encoded (<c>&amp; &lt; &gt; " '</c>, control characters, lone surrogates) and leaves everything else as UTF-8. The framework's encoder writes Japanese,
/// and with all ranges allowed still every emoji, as numeric entities.
/// </summary>
internal sealed class HtmlTextEncoder : HtmlEncoder
{
    private readonly HtmlEncoder _inner = Create(UnicodeRanges.All);

    public override int MaxOutputCharactersPerInputCharacter => _inner.MaxOutputCharactersPerInputCharacter;

    // Only scalars beyond the basic plane differ: the framework never allows them.
    public override bool WillEncode(int unicodeScalar) => unicodeScalar is >= 0 and <= 0xFFFF ? _inner.WillEncode(unicodeScalar) : unicodeScalar is < 0 or > 0x10FFFF;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < textLength && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (_inner.WillEncode(text[i]))
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
