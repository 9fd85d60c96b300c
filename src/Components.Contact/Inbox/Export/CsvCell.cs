using System.Globalization;

namespace Components.Contact.Inbox.Export;

/// <summary>Keeps a spreadsheet from taking for a formula what somebody typed into a form (https://owasp.org/www-community/attacks/CSV_Injection).</summary>
internal static class CsvCell
{
    // Also as full-width forms, which Japanese spreadsheets read as the plain ones.
    private const string Starts = "=+-@|%＝＋－＠｜％−﹢﹣﹦﹫";

    /// <summary>The text; where a spreadsheet might run it, with an apostrophe before it, which makes it text there.</summary>
    public static string Defused(string text)
    {
        var first = text.AsSpan().IndexOfAnyExcept(Ignored);
        return text.Length > 0 && (text[0] is '\t' or '\r' or '\n' || (first >= 0 && Starts.Contains(text[first], StringComparison.Ordinal))) ? $"'{text}" : text;
    }

    // What programs skip before they look: spaces of every kind, controls, and what is not seen at all.
    private static readonly System.Buffers.SearchValues<char> Ignored = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.Format || letter is '\'' or '"')]);
}
