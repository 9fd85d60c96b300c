using System.Globalization;
using Components.Fragments;

namespace App.Content;

/// <summary>What a content file says about itself between two lines of <c>---</c> at its beginning.</summary>
/// <remarks>
/// Looks like YAML and is far less: <c>key: value</c> of the keys that there are, each once, and <c>slots:</c> with a line for each slot below it. Nothing is expanded or repeated, and what is
/// anything else is a mistake with its line, so that a file can neither grow in memory nor mean something that its author did not see.
/// </remarks>
public sealed class FrontMatter
{
    private const string Fence = "---";
    private const int LongestText = 500;
    private const int MostLines = 500;

    private static readonly string[] Keys = ["title", "description", "date", "lang", "draft", "comments", "slots"];
    private readonly Dictionary<string, (string Text, int Line)> _values = [];
    private readonly Dictionary<string, FragmentHtml> _slots = [];
    private readonly List<Mistake> _mistakes = [];

    public string? Title { get; private set; }

    public string? Description { get; private set; }

    public DateOnly? Date { get; private set; }

    /// <summary>The language of the text; null: the site's.</summary>
    public string? Language { get; private set; }

    /// <summary>Shown to administrators only.</summary>
    public bool IsDraft { get; private set; }

    /// <summary>Whether the comments of an article come with the page.</summary>
    public bool HasInlineComments { get; private set; }

    /// <summary>What the page puts into the layout's slots, by their names.</summary>
    public IReadOnlyDictionary<string, FragmentHtml> Slots => _slots;

    public IReadOnlyList<Mistake> Mistakes => _mistakes;

    /// <summary>How many lines it takes; what follows is the text.</summary>
    public int Lines { get; private set; }

    public static FrontMatter Read(IReadOnlyList<string> lines)
    {
        var front = new FrontMatter();
        if (lines.Count == 0 || lines[0].TrimEnd() != Fence)
            return front;
        var end = Enumerable.Range(1, Math.Min(lines.Count - 1, MostLines)).FirstOrDefault(i => lines[i].TrimEnd() == Fence);
        if (end == 0)
        {
            front.Refuse(1, $"what begins with --- needs a second line of --- within {MostLines} lines.");
            return front;
        }
        front.Lines = end + 1;
        for (var at = 1; at < end;)
            at = front.TakeLine(lines, at, end);
        front.TakeValues();
        return front;
    }

    /// <returns>The next line.</returns>
    private int TakeLine(IReadOnlyList<string> lines, int at, int end)
    {
        var line = lines[at];
        if (IsNothing(line))
            return at + 1;
        if (SplitLine(line) is not { } pair || char.IsWhiteSpace(line[0]))
        {
            Refuse(at + 1, "a line here is 'name: value'.");
            return at + 1;
        }
        var (key, text) = pair;
        if (!Keys.Contains(key))
            Refuse(at + 1, $"there is no '{Short(key)}' here. There is: {string.Join(", ", Keys)}.");
        else if (key == "slots")
            return TakeSlots(lines, at, end, text);
        else if (!_values.TryAdd(key, (text, at + 1)))
            Refuse(at + 1, $"'{key}' is there twice.");
        return at + 1;
    }

    private int TakeSlots(IReadOnlyList<string> lines, int at, int end, string text)
    {
        if (text.Length > 0)
            Refuse(at + 1, "behind 'slots:' comes a new line, and below it, indented, 'name: HTML' for each slot.");
        for (at++; at < end && (IsNothing(lines[at]) || char.IsWhiteSpace(lines[at][0]));)
            at = IsNothing(lines[at]) ? at + 1 : TakeSlot(lines, at, end);
        return at;
    }

    private int TakeSlot(IReadOnlyList<string> lines, int at, int end)
    {
        var indent = Indent(lines[at]);
        if (SplitLine(lines[at].Trim()) is not { } pair)
        {
            Refuse(at + 1, "a line here is 'name: HTML', indented.");
            return at + 1;
        }
        var (slot, html) = pair;
        var line = at + 1;
        at++;
        if (html == "|")
        {
            // As many lines as are indented further.
            var first = at;
            while (at < end && (string.IsNullOrWhiteSpace(lines[at]) || Indent(lines[at]) > indent))
                at++;
            html = string.Join('\n', lines.Skip(first).Take(at - first));
            line = first + 1;
        }
        var lineOf = SourceLines.From(html, line);
        if (ContentLimits.InHtml(html, lineOf) is { } tag)
            _mistakes.Add(tag);
        else if (!_slots.TryAdd(slot, FragmentHtml.Read(html, lineOf)))
            Refuse(line, $"the slot '{Short(slot)}' is there twice.");
        return at;
    }

    private void TakeValues()
    {
        Title = ValueOf("title");
        Description = ValueOf("description");
        Language = ValueOf("lang");
        if (ValueOf("date") is { } date)
            Date = DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Refuse<DateOnly>("date", "a day such as 2026-11-21");
        if (ValueOf("draft") is { } draft)
            IsDraft = draft == "true" || (draft != "false" && Refuse<bool>("draft", "true or false") is not null);
        if (ValueOf("comments") is { } comments)
            HasInlineComments = comments == "inline" || (comments != "later" && Refuse<bool>("comments", "inline or later") is not null);
        if (Language is { } language && !IsLanguage(language))
            Refuse<bool>("lang", "a language such as en or ja");
    }

    private string? ValueOf(string key)
    {
        if (!_values.TryGetValue(key, out var value))
            return null;
        var text = Unquote(value.Text);
        if (text is null)
            Refuse(value.Line, $"{key}: a value that begins with {value.Text[0]} stands in quotes: \"…\".");
        else if (text.Length > LongestText)
            Refuse(value.Line, $"{key}: at most {LongestText} characters.");
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <returns>Null where YAML would take it for something else than text.</returns>
    private static string? Unquote(string text)
    {
        if (text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0])
            return text[0] == '"' ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal) : text[1..^1].Replace("''", "'", StringComparison.Ordinal);
        return text.Length > 0 && "&*[]{}!|>%@`\"'#".Contains(text[0], StringComparison.Ordinal) ? null : text;
    }

    private static (string Key, string Text)? SplitLine(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || (colon + 1 < line.Length && line[colon + 1] != ' ') ? null : (line[..colon].Trim(), line[(colon + 1)..].Trim());
    }

    private static bool IsNothing(string line) => line.TrimStart() is "" or ['#', ..];

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    // Tags of languages are letters and digits (RFC 5646): asking the system would take what it does not know for a language too.
    private static bool IsLanguage(string text) => text.Split('-') is [{ Length: 2 or 3 } first, ..] parts && first.All(char.IsAsciiLetter) && parts.All(part => part.Length is > 0 and <= 8 && part.All(char.IsAsciiLetterOrDigit));

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private void Refuse(int line, string text) => _mistakes.Add(new Mistake(line, text));

    private T? Refuse<T>(string key, string right) where T : struct
    {
        Refuse(_values[key].Line, $"{key}: must be {right}, not '{Short(_values[key].Text)}'.");
        return null;
    }
}
