using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Components.Spam;

/// <summary>Makes texts comparable that are the same to a reader.</summary>
public static class SpamText
{
    /// <summary>
    /// The text without regard to case and width: compatibility forms are composed (NFKC, Unicode TR 15), letters are lower case, and characters that nobody sees (soft hyphens,
    /// zero-width spaces) are left out. Never throws, whatever the text holds.
    /// </summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var seen = new StringBuilder(text.Length);
        Span<char> letter = stackalloc char[2];
        // Reads half a surrogate pair as U+FFFD; the framework's own normalization throws there, and at U+FFFE and U+FFFF.
        foreach (var rune in text.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && (rune.Value & 0xFFFE) != 0xFFFE)
                seen.Append(letter[..rune.EncodeToUtf16(letter)]);
        return seen.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    /// <summary>Stands for a text among others: 22 characters, the same for texts that differ only in case, width, spaces and punctuation. To be kept and looked up.</summary>
    public static string Fingerprint(string? text)
    {
        var folded = Fold(text);
        var words = string.Concat(folded.Where(char.IsLetterOrDigit));
        // A text of signs alone is itself.
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(words.Length > 0 ? words : folded)).AsSpan(0, 16));
    }
}
