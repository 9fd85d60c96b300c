using System.Text;
using System.Text.RegularExpressions;

namespace Components.Mail;

/// <summary>A text cut at its placeholders, so that values are put in once and are never looked at for placeholders themselves.</summary>
internal sealed partial class MailWords
{
    private readonly List<(string Text, string? Placeholder, int Line)> _parts = [];

    private MailWords(string source) => Source = source;

    /// <summary>The file, or the resource.</summary>
    public string Source { get; }

    /// <exception cref="MailTemplateException">There are braces that are no placeholder.</exception>
    public static MailWords Parse(string source, string text, int firstLine)
    {
        var words = new MailWords(source);
        var at = 0;
        foreach (Match match in Braces().Matches(text))
        {
            var line = firstLine + text.AsSpan(0, match.Index).Count('\n');
            if (!match.Groups["name"].Success)
                throw new MailTemplateException(source, line, "There is a “{{” without a name and “}}” after it.");
            words._parts.Add((text[at..match.Index], match.Groups["name"].Value, line));
            at = match.Index + match.Length;
        }
        words._parts.Add((text[at..], null, 0));
        return words;
    }

    /// <exception cref="MailTemplateException">A placeholder has no value.</exception>
    public string Fill(IReadOnlyDictionary<string, MailValue> values, Func<MailValue, string> write)
    {
        var text = new StringBuilder();
        foreach (var (before, placeholder, line) in _parts)
        {
            text.Append(before);
            if (placeholder is null)
                continue;
            if (!values.TryGetValue(placeholder, out var value))
                throw new MailTemplateException(Source, line, $"There is no placeholder {{{{{placeholder}}}}}. There is: {string.Join(", ", values.Keys.Order(StringComparer.Ordinal))}.");
            text.Append(write(value));
        }
        return text.ToString();
    }

    [GeneratedRegex(@"\{\{(?:\s*(?<name>[A-Za-z][A-Za-z0-9_.-]*)\s*\}\})?")]
    private static partial Regex Braces();
}

/// <summary>A template cannot be used as it is written.</summary>
internal sealed class MailTemplateException(string source, int line, string problem) : Exception($"{source}, line {line}: {problem}");
