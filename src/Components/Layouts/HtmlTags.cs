using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Components.Layouts;

/// <summary>A tag where it stands in a source text.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="IsEnd">Whether it is an end tag.</param>
/// <param name="IsSelfClosing">Whether it ends in <c>/&gt;</c>.</param>
/// <param name="Start">Where its <c>&lt;</c> stands.</param>
/// <param name="End">Behind its <c>&gt;</c>.</param>
/// <param name="Attributes">Name (lower case), decoded value, and where the name stands.</param>
internal sealed record HtmlTag(string Name, bool IsEnd, bool IsSelfClosing, int Start, int End, IReadOnlyList<(string Name, string Value, int Start)> Attributes)
{
    public string? Attribute(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name) is { Name: not null } found ? found.Value : null;
}

/// <summary>
/// Finds the tags of an HTML text by the rules of the HTML standard, as source positions: text in scripts, comments and attributes is none, and every byte between
/// tags is kept. No tree is built: in it a slot in the head would close the head, and one in a table would stand before it; and a text that nests badly makes a tree far larger than itself.
/// </summary>
internal static class HtmlTags
{
    /// <summary>Elements that have no end tag.</summary>
    public static readonly HashSet<string> Void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

    public static List<HtmlTag> Read(string source)
    {
        List<HtmlTag> tags = [];
        using var text = new TextSource(source);
        using var tokens = new HtmlTokenizer(text, HtmlEntityProvider.Resolver);
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            if (token is not HtmlTagToken tag)
                continue;
            Add(tags, source, tag, tag.Position.Index, tokens.InsertionPoint);
            if (tag.Type == HtmlTokenType.StartTag)
                tokens.State = ModeIn(tag.Name);
        }
        return tags;
    }

    /// <summary>The line, from 1, of a position.</summary>
    public static int LineOf(string source, int position) => 1 + source.AsSpan(0, position).Count('\n');

    /// <summary>The same for many positions of one text.</summary>
    public static Func<int, int> LinesOf(string source)
    {
        var ends = new Lazy<List<int>>(() => EndsIn(source));
        return position =>
        {
            var before = ends.Value.BinarySearch(position);
            return 1 + (before < 0 ? ~before : before);
        };
    }

    private static List<int> EndsIn(string source)
    {
        List<int> ends = [];
        for (var at = source.IndexOf('\n'); at >= 0; at = source.IndexOf('\n', at + 1))
            ends.Add(at);
        return ends;
    }

    // What follows such a start tag is text up to its end tag (HTML standard, 13.2.6.4).
    private static HtmlParseMode ModeIn(string element) => element.ToLowerInvariant() switch
    {
        "title" or "textarea" => HtmlParseMode.RCData,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "script" => HtmlParseMode.Script,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => HtmlParseMode.PCData,
    };

    private static void Add(List<HtmlTag> tags, string source, HtmlTagToken tag, int start, int end)
    {
        if (start < 0 || end > source.Length || start >= end || source[start] != '<')
            return;
        tags.Add(new HtmlTag(
            tag.Name.ToLowerInvariant(), tag.Type == HtmlTokenType.EndTag, tag.IsSelfClosing, start, end,
            [.. tag.Attributes.Select(attribute => (attribute.Name.ToLowerInvariant(), attribute.Value, attribute.Position.Index))]));
    }
}
