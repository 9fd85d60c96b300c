using System.Globalization;
using System.Text;

namespace Components;

/// <summary>The names that people give themselves: made safe to show, and compared as a reader's eye compares them.</summary>
public static class PersonName
{
    /// <summary>The longest name that <see cref="Clean"/> gives, in UTF-16 units.</summary>
    public const int Longest = 100;

    // More is never part of a name, and normalising a very long run of marks is slow.
    private const int LongestInput = 10 * Longest;

    private const int MarksInARow = 2;

    /// <summary>
    /// A name that is safe to show: on one line, without control characters, bidirectional controls and everything else that has no width, with single spaces, at most two combining
    /// marks in a row, at most <see cref="Longest"/> UTF-16 units, in Unicode's form C. It is still text: encode it for where it is shown.
    /// </summary>
    /// <returns>Empty where nothing visible is left.</returns>
    public static string Clean(string name)
    {
        var shown = new StringBuilder();
        var marks = 0;
        foreach (var rune in Visible(name))
        {
            marks = IsMark(rune) ? marks + 1 : 0;
            var isSecondSpace = rune.Value == ' ' && (shown.Length == 0 || shown[^1] == ' ');
            // A mark needs something to stand on.
            if (!isSecondSpace && marks <= MarksInARow && (marks == 0 || shown.Length > 0))
                shown.Append(rune);
        }
        return Cut(shown.ToString().Normalize(NormalizationForm.FormC));
    }

    /// <summary>
    /// What a name is compared by: two names with the same key look alike. Compatibility forms (full width, mathematical letters), upper and lower case, spaces and whatever has no width
    /// make no difference; Cyrillic, Greek and Armenian letters and small capitals are the Latin letters that they look like; <c>0</c> is <c>o</c>, <c>1</c> and <c>l</c> are <c>i</c>.
    /// Accents make a difference, and so do the marks of Japanese kana.
    /// </summary>
    /// <returns>Not for reading: only for comparing. Empty where nothing visible is left.</returns>
    public static string KeyOf(string name)
    {
        // A second round: compatibility forms can hold spaces and marks, and what had no width may have stood between a letter and its mark.
        var key = Fold(Fold(Clean(name)));
        return string.Create(key.Length, key, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = Lookalikes.SkeletonOf(from[i]);
        }).Normalize(NormalizationForm.FormC);
    }

    private static string Fold(string name)
    {
        var folded = name.Normalize(NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal);
        var kept = new StringBuilder();
        foreach (var rune in Visible(folded))
            if (rune.Value != ' ')
                kept.Append(rune);
        return kept.ToString().Normalize(NormalizationForm.FormKC);
    }

    // Every kind of space is one plain space; half a surrogate pair is nothing.
    internal static IEnumerable<Rune> Visible(string name)
    {
        var start = name.Length > LongestInput ? name[..LongestInput] : name;
        foreach (var rune in start.EnumerateRunes())
            if (Rune.IsWhiteSpace(rune))
                yield return new Rune(' ');
            else if (rune != Rune.ReplacementChar && !IsInvisible(rune))
                yield return rune;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || IsIgnorable(rune.Value);

    // Default_Ignorable_Code_Point (https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt) without those of category Format, and the blank Braille pattern.
    private static bool IsIgnorable(int value) => value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or (>= 0x2060 and <= 0x206F) or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    private static string Cut(string name)
    {
        if (name.Length > Longest)
            name = name[..(char.IsHighSurrogate(name[Longest - 1]) ? Longest - 1 : Longest)];
        return name.Trim();
    }
}
