using System.Globalization;
using Markdig;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace App.Content;

/// <summary>Markdown as the site's owner writes it: HTML in it is their own and stays as it is, and a fragment's tag that begins a line is a block, with no paragraph around it.</summary>
internal static class MarkdownText
{
    private static readonly Lazy<MarkdownPipeline> Pipeline = new(() =>
    {
        var builder = new MarkdownPipelineBuilder().UseAutoIdentifiers().UseAutoLinks().UsePipeTables().UsePreciseSourceLocation();
        builder.BlockParsers.InsertBefore<HtmlBlockParser>(new TagParser());
        return builder.Build();
    });

    /// <param name="markdown">The text.</param>
    /// <param name="first">The line of the file on which it begins.</param>
    /// <returns>HTML, and from a position of a tag in it to the line of the file.</returns>
    /// <exception cref="ArgumentException">It nests deeper than Markdown can sensibly be.</exception>
    public static (string Html, Func<int, int> LineOf) Render(string markdown, int first)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var pieces = new List<(int Position, int Line)>();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Value.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlBlockRenderer>(new TracedBlock(writer, pieces));
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlInlineRenderer>(new TracedInline(writer, pieces));
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new ScrollingCode());
        renderer.Render(Markdown.Parse(markdown, Pipeline.Value));
        var html = writer.ToString();
        return (html, position => first + LineIn(html, pieces, position));
    }

    // HTML is written as it stands in the source, so lines can be counted from where a piece of it begins.
    private static int LineIn(string html, List<(int Position, int Line)> pieces, int position)
    {
        var at = pieces.BinarySearch((position, int.MaxValue));
        at = at < 0 ? ~at - 1 : at;
        return at < 0 ? 0 : pieces[at].Line + html.AsSpan(pieces[at].Position..position).Count('\n');
    }

    /// <summary>A line that begins with the tag begins a block of HTML, up to the next blank line, as one that begins with <c>&lt;div</c> does (CommonMark, 4.6, kind 6).</summary>
    private sealed class TagParser : BlockParser
    {
        private const int IndentOfCode = 4;

        public TagParser() => OpeningCharacters = ['<'];

        public override BlockState TryOpen(BlockProcessor processor)
        {
            var line = processor.Line.AsSpan();
            if (processor.Indent >= IndentOfCode || !(Begins(line, "<component-view") || Begins(line, "</component-view")))
                return BlockState.None;
            processor.NewBlocks.Push(new HtmlBlock(this) { Column = processor.Column, Type = HtmlBlockType.NonInterruptingBlock, Span = new SourceSpan(processor.Start, processor.Line.End), LinesBefore = processor.TakeLinesBefore() });
            return BlockState.Continue;
        }

        public override BlockState TryContinue(BlockProcessor processor, Block block)
        {
            if (processor.IsBlankLine)
                return BlockState.BreakDiscard;
            block.UpdateSpanEnd(processor.Line.End);
            return BlockState.Continue;
        }

        private static bool Begins(ReadOnlySpan<char> line, string tag) =>
            line.StartsWith(tag, StringComparison.OrdinalIgnoreCase) && (line.Length == tag.Length || line[tag.Length] is ' ' or '\t' or '>' or '/');
    }

    private sealed class TracedBlock(StringWriter writer, List<(int, int)> pieces) : HtmlObjectRenderer<HtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, HtmlBlock block)
        {
            renderer.EnsureLine();
            pieces.Add((writer.GetStringBuilder().Length, block.Line));
            renderer.WriteLeafRawLines(block, true, false);
        }
    }

    private sealed class TracedInline(StringWriter writer, List<(int, int)> pieces) : HtmlObjectRenderer<HtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlInline inline)
        {
            pieces.Add((writer.GetStringBuilder().Length, inline.Line));
            if (renderer.EnableHtmlForInline)
                renderer.Write(inline.Tag);
        }
    }

    // Code that is too wide scrolls, and whoever has no mouse must be able to scroll it too.
    private sealed class ScrollingCode : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock block)
        {
            renderer.EnsureLine();
            renderer.Write("<pre tabindex=\"0\"><code").WriteAttributes(block).Write('>');
            renderer.WriteLeafRawLines(block, true, true);
            renderer.WriteLine("</code></pre>");
        }
    }
}
