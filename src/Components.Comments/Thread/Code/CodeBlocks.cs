using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Components.Comments.Thread.Code;

/// <summary>Writes blocks of code: of a language that is known, with its parts marked by classes; else as it is. Adds nothing to the text and takes nothing from it.</summary>
internal sealed class CodeBlocks : HtmlObjectRenderer<CodeBlock>
{
    // What makes a page of comments large; the rest of the code stays unmarked.
    private const int MostMarks = 1_000;
    private const int LongestName = 20;

    private int _marks;

    protected override void Write(HtmlRenderer renderer, CodeBlock obj)
    {
        renderer.EnsureLine();
        var name = obj is FencedCodeBlock { Info: { Length: > 0 and <= LongestName } info } && info.All(c => char.IsAsciiLetterOrDigit(c) || c is '#' or '+' or '-') ? info.ToLowerInvariant() : null;
        // Whoever has no mouse must be able to scroll code that is too wide.
        renderer.Write("<pre tabindex=\"0\"><code");
        if (name is not null)
            renderer.Write(" class=\"language-").Write(name).Write('"');
        renderer.Write('>');
        var code = obj.Lines.ToString();
        if (code.Length > 0)
            code += "\n";
        if (name is not null && CodeLanguage.Find(name) is { } language)
            WriteMarked(renderer, code, language);
        else
            renderer.WriteEscape(code);
        renderer.Write("</code></pre>");
        renderer.EnsureLine();
    }

    private void WriteMarked(HtmlRenderer renderer, string code, CodeLanguage language)
    {
        var tokens = new CodeTokens(code, language);
        while (tokens.MoveNext())
        {
            var text = code.AsSpan(tokens.Range);
            if (tokens.Kind == CodeKind.Plain || _marks++ >= MostMarks)
            {
                renderer.WriteEscape(text);
                continue;
            }
            renderer.Write("<span class=\"").Write(ClassOf(tokens.Kind)).Write("\">");
            renderer.WriteEscape(text);
            renderer.Write("</span>");
        }
    }

    private static string ClassOf(CodeKind kind) => kind switch
    {
        CodeKind.Keyword => "comments-code-keyword",
        CodeKind.Text => "comments-code-text",
        CodeKind.Remark => "comments-code-remark",
        _ => "comments-code-number",
    };
}
