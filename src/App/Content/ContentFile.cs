using System.Text;
using System.Text.RegularExpressions;
using Components.Fragments;

namespace App.Content;

/// <summary>Reads a content file. Whatever it holds, what comes of it is a page or mistakes.</summary>
internal static partial class ContentFile
{
    /// <summary>In bytes. A book has less; what is larger got there by accident.</summary>
    public const int Largest = 2_000_000;

    private const int LongestHeading = 1_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static (ContentPage? Page, IReadOnlyList<Mistake> Mistakes) Read(string file, string path)
    {
        try
        {
            // By what the file system says, before anything of it is in memory.
            var length = ContentFolder.LengthOf(file);
            if (length == 0)
                return (null, [new Mistake(0, "it is empty, or no plain file (a named pipe, a device): there is nothing to show.")]);
            if (length > Largest)
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
            if (isMarkdown && ContentLimits.InMarkdown(lines) is { } tooMuch)
                return (null, [tooMuch]);
            var (html, lineOf) = isMarkdown ? MarkdownText.Render(text, front.Lines + 1) : (text, SourceLines.From(text, front.Lines + 1));
            if (ContentLimits.InHtml(html, lineOf) is { } tag)
                return (null, [tag]);
            return (new ContentPage(path, front, FragmentHtml.Read(html, lineOf)) { FirstHeading = HeadingIn(html) }, []);
        }
        catch (ArgumentException)
        {
            // Markdig's own limit: by its message nobody would know which of the lines it is.
            return (null, [new Mistake(0, "its quotes or lists stand too deep in each other.")]);
        }
    }

    private static string? HeadingIn(string html)
    {
        if (Heading().Match(html) is not { Success: true } heading)
            return null;
        var text = html.AsSpan(heading.Index + heading.Length);
        text = text[..Math.Min(text.Length, LongestHeading)];
        return text.IndexOf("</h1>", StringComparison.OrdinalIgnoreCase) is > 0 and var end ? System.Net.WebUtility.HtmlDecode(Tag().Replace(text[..end].ToString(), "")).Trim() : null;
    }

    // None of them reads over the next '<', so the length of a text is what they cost, whatever it says; they are compiled with the rest, which those that say so (NonBacktracking) are not.
    [GeneratedRegex(@"<(?:!doctype|html|head|body)[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Document();

    [GeneratedRegex(@"<h1(?:\s[^<>]*)?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"<[^<>]*>")]
    private static partial Regex Tag();
}
