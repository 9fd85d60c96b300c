using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

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
/// tags is kept. The tree is thrown away: in it a slot in the head would close the head, and one in a table would stand before it.
/// </summary>
internal static class HtmlTags
{
    public static List<HtmlTag> Read(string source)
    {
        List<HtmlTag> tags = [];
        var options = new HtmlParserOptions { OnToken = (token, range) => Add(tags, source, token, range.Start.Index, range.End.Index) };
        using var document = new HtmlParser(options).ParseDocument(source);
        return tags;
    }

    /// <summary>The line, from 1, of a position.</summary>
    public static int LineOf(string source, int position) => 1 + source.AsSpan(0, position).Count('\n');

    private static void Add(List<HtmlTag> tags, string source, HtmlToken token, int start, int end)
    {
        if (token is not HtmlTagToken tag || start < 0 || end > source.Length || start >= end || source[start] != '<')
            return;
        tags.Add(new HtmlTag(
            tag.Name.ToLowerInvariant(), tag.Type == HtmlTokenType.EndTag, tag.IsSelfClosing, start, end,
            [.. tag.Attributes.Select(attribute => (attribute.Name.ToLowerInvariant(), attribute.Value, attribute.Position.Index))]));
    }
}
