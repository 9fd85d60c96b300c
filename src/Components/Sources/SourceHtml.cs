using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Components.Sources;

/// <summary>
/// Writes anew, out of a page of somebody else's, what is known to be harmless: text, its structure, and links to the web. Whatever is not in these lists is not written, so nothing
/// runs, posts, loads, or takes part in the page's styles and ids. A picture becomes its text: it would tell its server who reads this page.
/// </summary>
internal sealed class SourceHtml
{
    private const int Deepest = 60;

    private static readonly HashSet<string> Kept =
    [
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
        "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section",
        "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
    ];

    // With all that is in them. Of everything else the content is looked at.
    private static readonly HashSet<string> Dropped =
    [
        "applet", "audio", "base", "button", "canvas", "datalist", "dialog", "embed", "fieldset", "form", "frame", "frameset", "head", "iframe", "input", "link", "map", "math", "meta", "noembed",
        "noframes", "noscript", "object", "optgroup", "option", "output", "plaintext", "portal", "progress", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
    ];

    private static readonly HashSet<string> Empty = ["br", "col", "hr", "wbr"];

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();
    private readonly Uri _base;

    private SourceHtml(Uri address) => _base = address;

    /// <param name="page">A whole page, or a part of one.</param>
    /// <param name="address">Where it stands, for its links.</param>
    /// <exception cref="InvalidDataException">It is nested more deeply than a page can be that was written to be read.</exception>
    public static string Clean(string page, Uri address)
    {
        var document = new HtmlParser(ParserLimits.Options()).ParseDocument(page);
        var stated = document.QuerySelector("base[href]")?.GetAttribute("href");
        var writer = new SourceHtml(stated is not null && Uri.TryCreate(address, stated, out var other) && other.Scheme is "http" or "https" ? other : address);
        if (document.Body is { } body)
            writer.WriteChildren(body, 0);
        return writer._html.ToString();
    }

    private void WriteChildren(INode parent, int depth)
    {
        // What is nested more deeply than any page needs was not written to be read.
        if (depth > Deepest)
            return;
        for (var child = parent.FirstChild; child is not null; child = child.NextSibling)
            if (child is IText text)
                _html.Append(Encoder.Encode(text.Data));
            else if (child is IElement element && !Dropped.Contains(element.LocalName) && element.NamespaceUri == NamespaceNames.HtmlUri)
                WriteElement(element, depth);
    }

    private void WriteElement(IElement element, int depth)
    {
        var name = element.LocalName;
        if (name is "img" or "area")
            _html.Append(Encoder.Encode(element.GetAttribute("alt") ?? ""));
        if (!Kept.Contains(name))
        {
            WriteChildren(element, depth + 1);
            return;
        }
        _html.Append('<').Append(name);
        foreach (var attribute in element.Attributes)
            WriteAttribute(name, attribute.LocalName, attribute.Value);
        _html.Append('>');
        if (Empty.Contains(name))
            return;
        WriteChildren(element, depth + 1);
        _html.Append("</").Append(name).Append('>');
    }

    private void WriteAttribute(string element, string name, string value)
    {
        switch (element, name)
        {
            case (_, "lang" or "title") or ("time", "datetime") or ("abbr", "title"):
            case (_, "dir") when value is "ltr" or "rtl" or "auto":
            case ("th", "scope") when value is "row" or "col" or "rowgroup" or "colgroup":
            case ("ol", "type") when value is "1" or "a" or "A" or "i" or "I":
            case ("td" or "th", "colspan" or "rowspan") or ("col" or "colgroup", "span") when IsNumber(value, 1, 100):
            case ("ol", "start") or ("li", "value") when IsNumber(value, -99_999, 99_999):
                Write(name, value);
                break;
            case ("ol", "reversed") or ("details", "open"):
                Write(name, "");
                break;
            case ("a", "href") when Uri.TryCreate(_base, AsBrowsersRead(value), out var link) && link.Scheme is "http" or "https" or "mailto":
                Write(name, link.AbsoluteUri);
                Write("rel", "nofollow noopener");
                break;
        }
    }

    // They leave these out (URL, 4.4), so that "java\nscript:" is a scheme to them.
    private static string AsBrowsersRead(string address) => string.Concat(address.Trim().Where(letter => letter is not ('\t' or '\n' or '\r')));

    private static bool IsNumber(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private void Write(string name, string value) => _html.Append(' ').Append(name).Append("=\"").Append(Encoder.Encode(value)).Append('"');
}
