using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Components.Sources;

/// <summary>
/// Keeps a page that was written to be a burden from being one. At each tag a parser looks through all that is open; and bold or a link that is not closed in a paragraph is copied into each
/// that follows (HTML, 13.2.4.3), so that a page of 400 kB becomes a tree of gigabytes. What can be copied has been open all at once before, so it is seen here.
/// </summary>
internal sealed class ParserLimits
{
    private const int Deepest = 500;
    private const int MostCopies = 200_000;

    private static readonly HashSet<string> Copied = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

    // It has its place in the tree only after it was announced.
    private IElement? _last;
    private int _open;
    private int _copies;

    private ParserLimits()
    {
    }

    /// <exception cref="InvalidDataException">While it parses: it is nested more deeply than a page can be that was written to be read.</exception>
    public static HtmlParserOptions Options() => new() { OnCreated = new ParserLimits().Count };

    private void Count(IElement element, AngleSharp.Text.TextPosition position)
    {
        var (depth, copied) = (0, 0);
        for (var around = _last; around is not null; around = around.ParentElement, depth++)
            copied += Copied.Contains(around.LocalName) ? 1 : 0;
        _open = Math.Max(_open, copied);
        _copies += _open;
        if (depth > Deepest || _copies > MostCopies)
            throw new InvalidDataException("it is nested too deeply");
        _last = element;
    }
}
