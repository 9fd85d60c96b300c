using System.Text;
using System.Text.RegularExpressions;
using Components.Fragments;

namespace App.Content;

/// <summary>Reads a content file. Whatever it holds, what comes of it is a page or mistakes.</summary>
internal static partial class ContentFile
{
    /// <summary>In bytes. A book has less; what is larger got there by accident.</summary>
    public const int Largest = 2_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static (ContentPage? Page, IReadOnlyList<Mistake> Mistakes) Read(string file, string path)
    {
        try
        {
            // By what the file system says, before anything of it is in memory.
            if (new FileInfo(file).Length is var length and > Largest)
                return (null, [new Mistake(0, $"it has {length:N0} bytes; a page has at most {Largest:N0}.")]);
            return Parse(Utf8.GetString(File.ReadAllBytes(file)), path, isMarkdown: file.EndsWith(ContentFolder.Markdown, StringComparison.OrdinalIgnoreCase));
        }
        catch (DecoderFallbackException e)
        {
            return (null, [new Mistake(0, $"it is not UTF-8 (byte {e.Index}). Save it with the encoding UTF-8.")]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [new Mistake(0, $"it cannot be read: {e.Message}")]);
        }
    }

    public static (ContentPage? Page, IReadOnlyList<Mistake> Mistakes) Parse(string source, string path, bool isMarkdown)
    {
        var lines = source.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var front = FrontMatter.Read(lines);
        if (front.Mistakes.Count > 0)
            return (null, front.Mistakes);
        var text = string.Join('\n', lines.Skip(front.Lines));
        if (!isMarkdown && Document().Match(text) is { Success: true } document)
            return (null, [new Mistake(SourceLines.From(text, front.Lines + 1)(document.Index), "a content page is what stands inside the layout. Keep what is in <body>, and leave out <!doctype>, <html>, <head> and <body> themselves.")]);
        try
        {
            var (html, lineOf) = isMarkdown ? MarkdownText.Render(text, front.Lines + 1) : (text, SourceLines.From(text, front.Lines + 1));
            return (new ContentPage(path, front, FragmentHtml.Read(html, lineOf)) { FirstHeading = HeadingIn(html) }, []);
        }
        catch (ArgumentException)
        {
            // Markdig's own limit: by its message nobody would know which of the lines it is.
            return (null, [new Mistake(0, "its quotes or lists stand too deep in each other.")]);
        }
    }

    private static string? HeadingIn(string html) =>
        Heading().Match(html) is { Success: true } heading ? System.Net.WebUtility.HtmlDecode(Tag().Replace(heading.Groups[1].Value, "")).Trim() : null;

    [GeneratedRegex(@"<(?:!doctype|html|head|body)[\s>]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Document();

    [GeneratedRegex(@"<h1(?:\s[^<>]*)?>([^\0]{1,1000}?)</h1>", RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex(@"<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
