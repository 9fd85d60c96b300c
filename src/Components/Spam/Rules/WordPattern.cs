using System.Globalization;

namespace Components.Spam;

/// <summary>
/// A blocked word or phrase. No regular expression: what an owner types can never make the site slow. The time is that of the text's length times the pattern's, since a star
/// reaches over letters and digits only, and not far.
/// </summary>
internal sealed class WordPattern
{
    private const int LongestEntry = 200;
    private const int LongestStar = 64;
    private readonly string[] _parts;
    private readonly bool _isOpenAtStart, _isOpenAtEnd;

    private WordPattern(string[] parts, bool isOpenAtStart, bool isOpenAtEnd) => (_parts, _isOpenAtStart, _isOpenAtEnd) = (parts, isOpenAtStart, isOpenAtEnd);

    /// <summary>Null where the entry has nothing to look for.</summary>
    public static WordPattern? Read(string entry)
    {
        var folded = Spaced(SpamText.Fold(entry));
        var parts = folded.Split('*', StringSplitOptions.RemoveEmptyEntries);
        if (folded.Length > LongestEntry || !parts.Any(part => part.Any(IsWord)))
            return null;
        return new WordPattern(parts, folded[0] == '*', folded[^1] == '*');
    }

    /// <summary>Whether it occurs in a text.</summary>
    /// <param name="text">As <see cref="Spaced"/> makes it.</param>
    public bool IsIn(string text)
    {
        for (var at = Next(text, _parts[0], 0); at >= 0; at = Next(text, _parts[0], at + 1))
            if ((_isOpenAtStart || IsEdge(text, at)) && Continues(text, at + _parts[0].Length))
                return true;
        return false;
    }

    /// <summary>A folded text in which one space stands wherever some do, as patterns look through it.</summary>
    public static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private bool Continues(string text, int at)
    {
        for (var i = 1; i < _parts.Length; i++)
        {
            var isLast = i == _parts.Length - 1;
            at = AfterStar(text, at, _parts[i], mustEnd: isLast && !_isOpenAtEnd);
            if (at < 0)
                return false;
        }
        // With a single part nobody has looked at its end yet.
        return _parts.Length > 1 || _isOpenAtEnd || IsEdge(text, at);
    }

    /// <summary>Where the part ends that comes after a star; -1 where it does not come. The nearest is the best, except that the last one may have to end a word.</summary>
    private static int AfterStar(string text, int at, string part, bool mustEnd)
    {
        for (var skipped = 0; skipped <= LongestStar && at + part.Length <= text.Length; skipped++, at++)
        {
            if (string.CompareOrdinal(text, at, part, 0, part.Length) == 0 && (!mustEnd || IsEdge(text, at + part.Length)))
                return at + part.Length;
            if (!IsWord(text[at]))
                return -1;
        }
        return -1;
    }

    private static int Next(string text, string part, int from) => from < text.Length ? text.IndexOf(part, from, StringComparison.Ordinal) : -1;

    /// <summary>Whether a word may start or end between two characters: not between letters of a script that has spaces between its words.</summary>
    private static bool IsEdge(string text, int at) => at <= 0 || at >= text.Length || !IsSpaced(text[at - 1]) || !IsSpaced(text[at]);

    private static bool IsSpaced(char letter) => IsWord(letter) && !IsUnspaced(letter);

    private static bool IsWord(char letter) =>
        char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Thai, Lao, Burmese, Khmer, kana, ideographs and what lies beyond the basic plane.
    private static bool IsUnspaced(char letter) =>
        letter is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or (>= '\u3005' and <= '\u30FF') or (>= '\u31F0' and <= '\u9FFF')
            or (>= '\uF900' and <= '\uFAFF')
        || char.IsSurrogate(letter);
}
