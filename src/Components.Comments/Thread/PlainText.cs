using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Components.Comments.Thread;

/// <summary>What a text says without the signs of its Markdown: for an excerpt, where nothing can be bold.</summary>
internal static class PlainText
{
    public static string Of(MarkdownDocument document)
    {
        var leaves = document.Descendants<LeafBlock>().ToList();
        // What others wrote is not what this comment says, unless it says nothing else.
        var own = leaves.Where(leaf => !IsQuoted(leaf)).ToList();
        var text = TextOf(own);
        return string.IsNullOrWhiteSpace(text) ? TextOf(leaves) : text;
    }

    private static bool IsQuoted(Block block)
    {
        for (Block? at = block; at is not null; at = at.Parent)
            if (at is QuoteBlock)
                return true;
        return false;
    }

    private static string TextOf(IEnumerable<LeafBlock> leaves)
    {
        var text = new StringBuilder();
        foreach (var leaf in leaves)
        {
            if (leaf is CodeBlock code)
                text.Append(code.Lines.ToString());
            foreach (var inline in leaf.Inline?.Descendants<Inline>() ?? [])
                text.Append(WordsOf(inline));
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string? WordsOf(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        AutolinkInline link => link.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        _ => null,
    };
}
