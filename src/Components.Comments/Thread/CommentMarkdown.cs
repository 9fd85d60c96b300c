using Components.Comments.Thread.Code;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Caching.Memory;

namespace Components.Comments.Thread;

/// <summary>Comments are Markdown without raw HTML, without images, with links to the web and to mail addresses only. Whatever is typed, the HTML is harmless.</summary>
public sealed class CommentMarkdown : IDisposable
{
    private const int LongestRead = 400;

    // In letters, of the texts and of what they became: what is read most is at hand.
    private const int MostKept = 4_000_000;

    // How much of it goes where it is full: to choose, all of it is looked through.
    private const double ShareForgotten = 0.5;

    private static readonly string[] Schemes = ["http", "https", "mailto"];
    private readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UseEmphasisExtras().Build();

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept, CompactionPercentage = ShareForgotten });

    /// <summary>What is shown of a text.</summary>
    public MarkupString ToHtml(string text)
    {
        if (_kept.TryGetValue(text, out string? html))
            return new MarkupString(html!);
        html = IfNotTooDeep(() => Render(Markdown.Parse(text, _pipeline))) ?? $"<p>{System.Net.WebUtility.HtmlEncode(text)}</p>";
        _kept.Set(text, html, new MemoryCacheEntryOptions { Size = text.Length + html.Length });
        return new MarkupString(html);
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    /// <summary>The beginning of what a text says, in one line, without the signs of Markdown. Only as much is read as can be shown.</summary>
    public string ExcerptOf(string text)
    {
        var start = text.Length <= LongestRead ? text : text[..(char.IsHighSurrogate(text[LongestRead - 1]) ? LongestRead - 1 : LongestRead)];
        // Not a text: what that became is kept under the text itself.
        var key = (nameof(Excerpt), start);
        if (_kept.TryGetValue(key, out string? excerpt))
            return excerpt!;
        excerpt = Excerpt.Of(IfNotTooDeep(() => PlainText.Of(Markdown.Parse(start, _pipeline))) ?? start);
        _kept.Set(key, excerpt, new MemoryCacheEntryOptions { Size = start.Length + excerpt.Length });
        return excerpt;
    }

    /// <summary>How many links a text has.</summary>
    public int CountLinks(string text) =>
        IfNotTooDeep(() => Markdown.Parse(text, _pipeline))?.Descendants().Count(node => node is LinkInline or AutolinkInline) ?? int.MaxValue;

    // Markdig refuses what is nested too deeply for its stack: some of it when it reads, some when it writes.
    private static T? IfNotTooDeep<T>(Func<T> work) where T : class
    {
        try
        {
            return work();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private string Render(MarkdownDocument document)
    {
        Restrict(document);
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        _pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new CodeBlocks());
        renderer.Render(document);
        return writer.ToString();
    }

    private static void Restrict(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false;
            link.Url = Allowed(link.GetDynamicUrl?.Invoke() ?? link.Url);
            link.GetDynamicUrl = null;
            link.SetAttributes(OutgoingLink());
        }
        foreach (var link in document.Descendants<AutolinkInline>())
        {
            link.Url = link.IsEmail ? link.Url : Allowed(link.Url);
            link.SetAttributes(OutgoingLink());
        }
        // Headings in a comment would break the outline of the page that it stands in.
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = 6;
    }

    private static HtmlAttributes OutgoingLink()
    {
        var attributes = new HtmlAttributes();
        attributes.AddProperty("rel", "nofollow ugc noopener");
        return attributes;
    }

    private static string Allowed(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme) && url!.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 ? url : "#";
}
