using System.Globalization;
using System.Net;
using System.Text;

namespace Components.Comments.Avatars;

/// <summary>A picture drawn from a name: initials on one of twelve colours. Nobody else is asked for it.</summary>
internal static class AvatarDrawing
{
    // White letters on each have a contrast of 4.5 at least. CommentThread.razor.css has the same, for pictures that are drawn in the page.
    public static readonly string[] Colors =
        ["#b3261e", "#9c27b0", "#5e35b1", "#3949ab", "#1565c0", "#00697d", "#00695c", "#2e7d32", "#5d6b00", "#8a5200", "#b23c17", "#6d4c41"];

    private const int LongestEmoji = 20;

    public static int HueOf(string name)
    {
        var sum = 0u;
        foreach (var c in name)
            sum = (sum * 31) + c;
        return (int)(sum % Colors.Length);
    }

    public static string InitialsOf(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var letters = words.Select(LetterOf).Where(letter => letter.Length > 0).Take(2).ToArray();
        // Characters as wide as they are high leave room for one.
        var text = letters.Length > 1 && letters[0].All(c => c < 0x1100) ? letters[0] + letters[1] : letters.FirstOrDefault() ?? "?";
        return text.ToUpper(CultureInfo.CurrentCulture);
    }

    private static string LetterOf(string word)
    {
        var letter = StringInfo.GetNextTextElement(word);
        return IsEmoji(letter) ? letter : PersonName.Clean(letter);
    }

    // Several in one are held together by characters without width, which are no part of any other letter.
    private static bool IsEmoji(string letter) => letter.Length <= LongestEmoji && letter.EnumerateRunes().All(rune =>
        rune.Value is 0x200D or 0xFE0F || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol);

    /// <summary>The picture as a file, which knows no styles of a page.</summary>
    public static string Svg(string name) =>
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\" width=\"80\" height=\"80\">"
        + $"<rect width=\"40\" height=\"40\" fill=\"{Colors[HueOf(name)]}\"/>"
        + "<text x=\"20\" y=\"21\" text-anchor=\"middle\" dominant-baseline=\"middle\" fill=\"#fff\" font-family=\"system-ui,sans-serif\" font-size=\"15\" font-weight=\"600\">"
        + $"{WebUtility.HtmlEncode(InitialsOf(name))}</text></svg>";
}
