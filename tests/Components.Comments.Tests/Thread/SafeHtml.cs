using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Components.Comments.Tests.Thread;

/// <summary>What the HTML of a comment may hold, and nothing else; looked at as a browser does, after parsing.</summary>
internal static class SafeHtml
{
    private static readonly HashSet<string> Elements =
        ["p", "br", "hr", "a", "em", "strong", "del", "ins", "mark", "sub", "sup", "code", "pre", "blockquote", "ul", "ol", "li", "h6", "span"];

    private static readonly Dictionary<string, string[]> Attributes = new() { ["a"] = ["href", "rel", "title"], ["ol"] = ["start", "type"], ["code"] = ["class"], ["pre"] = ["tabindex"], ["span"] = ["class"] };

    /// <summary>Null where everything is allowed; else what is not.</summary>
    public static string? ProblemIn(string html)
    {
        var body = new HtmlParser().ParseDocument($"<body><div>{html}</div></body>").Body!;
        if (body.ChildElementCount != 1)
            return "it ends the element that it stands in";
        return body.FirstElementChild!.QuerySelectorAll("*").Select(ProblemIn).FirstOrDefault(problem => problem is not null);
    }

    private static string? ProblemIn(IElement element)
    {
        if (!Elements.Contains(element.LocalName))
            return $"element <{element.LocalName}>";
        if (element.Attributes.FirstOrDefault(attribute => !Attributes.GetValueOrDefault(element.LocalName, []).Contains(attribute.Name)) is { } other)
            return $"attribute {other.Name} of <{element.LocalName}>";
        if (element.GetAttribute("class") is { } names && !names.StartsWith(element.LocalName == "span" ? "comments-code-" : "language-", StringComparison.Ordinal))
            return $"class {names}";
        return element.GetAttribute("href") is { } href && !IsAllowed(href) ? $"link to {href}" : null;
    }

    // The URL parser of browsers drops tabs and line breaks, and blanks and control characters around (https://url.spec.whatwg.org/#concept-basic-url-parser).
    private static bool IsAllowed(string href)
    {
        var seen = string.Concat(href.Where(c => c is not ('\t' or '\r' or '\n'))).Trim([.. Enumerable.Range(0, 33).Select(c => (char)c)]).ToLowerInvariant();
        return seen == "#" || seen.StartsWith("http://", StringComparison.Ordinal) || seen.StartsWith("https://", StringComparison.Ordinal) || seen.StartsWith("mailto:", StringComparison.Ordinal);
    }
}
