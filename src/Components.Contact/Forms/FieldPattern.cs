using System.Text;
using System.Text.RegularExpressions;

namespace Components.Contact.Forms;

/// <summary>
/// A pattern that browser and server understand alike: the part of HTML's <c>pattern</c> (ECMAScript's, the whole text) that needs no going back, so that no text can make it slow.
/// </summary>
internal static class FieldPattern
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>The pattern, ready to be asked; null where it is none.</summary>
    public static Regex? Compile(string pattern, out string problem)
    {
        problem = "";
        try
        {
            return new Regex($"^(?:{Translate(pattern)})\\z", Options, TimeSpan.FromSeconds(1));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            problem = e is NotSupportedException ? "it looks ahead or behind, or refers back, which is not supported" : e.Message;
            return null;
        }
    }

    // Here \d and \w mean every script's digits and letters; in a browser, those of ASCII.
    private static string Translate(string pattern)
    {
        var text = new StringBuilder();
        var isInClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var letter = pattern[at];
            if (letter == '\\' && at + 1 < pattern.Length)
            {
                text.Append(Escape(pattern[++at], isInClass));
                continue;
            }
            // Within a class it is a letter like others; after a hyphen, .NET would take what follows out of the class.
            text.Append(letter == '[' && isInClass ? "\\[" : letter.ToString());
            isInClass = letter == '[' || (isInClass && letter != ']');
        }
        return text.ToString();
    }

    private static string Escape(char letter, bool isInClass) => (letter, isInClass) switch
    {
        ('d', true) => "0-9",
        ('d', false) => "[0-9]",
        ('w', true) => "A-Za-z0-9_",
        ('w', false) => "[A-Za-z0-9_]",
        ('D', false) => "[^0-9]",
        ('W', false) => "[^A-Za-z0-9_]",
        _ => $"\\{letter}",
    };
}
