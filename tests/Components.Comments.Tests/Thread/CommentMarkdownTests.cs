using System.Diagnostics;
using Components.Comments.Thread;

namespace Components.Comments.Tests.Thread;

public sealed class CommentMarkdownTests : IDisposable
{
    private readonly CommentMarkdown _markdown = new();

    public void Dispose() => _markdown.Dispose();

    public static TheoryData<string> Schemes { get; } = [.. Written("javascript:alert(1)").Concat(Written("data:text/html,x")).Concat(Written("vbscript:x")), "file:///etc/passwd", "blob:x", "//evil.example", "/account/sign-out", "http", "", "#x", "?x"];

    [Theory]
    [InlineData("**bold** and *italic*", "<p><strong>bold</strong> and <em>italic</em></p>")]
    [InlineData("`code`", "<p><code>code</code></p>")]
    [InlineData("> quote", "<blockquote>\n<p>quote</p>\n</blockquote>")]
    [InlineData("# Heading", "<h6>Heading</h6>")]
    [InlineData("[a](https://example.com \"t\")", "<p><a href=\"https://example.com\" rel=\"nofollow ugc noopener\" title=\"t\">a</a></p>")]
    [InlineData("https://example.com", "<p><a href=\"https://example.com\" rel=\"nofollow ugc noopener\">https://example.com</a></p>")]
    [InlineData("<mary@example.com>", "<p><a href=\"mailto:mary@example.com\" rel=\"nofollow ugc noopener\">mary@example.com</a></p>")]
    [InlineData("[a](mailto:mary@example.com)", "<p><a href=\"mailto:mary@example.com\" rel=\"nofollow ugc noopener\">a</a></p>")]
    public void Markdown_becomes_HTML(string text, string html) => Assert.Equal(html, Html(text));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<b onclick=alert(1)>x</b>")]
    [InlineData("</div></body><h1>x")]
    [InlineData("<!-- x --><style>*{display:none}</style>")]
    [InlineData("<![CDATA[<script>]]>")]
    [InlineData("<?php ?>")]
    public void Raw_HTML_is_text(string text)
    {
        var html = Html(text);
        Assert.Null(SafeHtml.ProblemIn(html));
        Assert.Contains("&lt;", html, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Schemes))]
    public void No_link_leads_anywhere_but_to_the_web_or_to_a_mail_address(string url)
    {
        foreach (var text in new[] { $"[a]({url})", $"[a](<{url}>)", $"<{url}>", $"[a][b]\n\n[b]: {url}", $"[a]\n\n[a]: <{url}> 'title'", $"![a]({url})", $"![a][b]\n\n[b]: {url}", $"[![a]({url})]({url})", $"**[a]({url})**", $"> - [a]({url})", url })
            Assert.Null(SafeHtml.ProblemIn(Html(text)));
    }

    [Fact]
    public void An_image_becomes_a_link()
    {
        var html = Html("![alt](https://example.com/tracker.png)");
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.com/tracker.png\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("https://a.example https://b.example", 2)]
    [InlineData("[a](https://a.example) ![b](https://b.example) <https://c.example>", 3)]
    [InlineData("`https://a.example`", 0)]
    public void Links_are_counted(string text, int count) => Assert.Equal(count, _markdown.CountLinks(text));

    [Theory, InlineData("["), InlineData(">")]
    public void A_hundred_thousand_nested_brackets_are_answered_quickly_and_harmlessly(string piece) => AssertQuick(string.Concat(Enumerable.Repeat(piece, 100_000)));

    [Theory, InlineData("["), InlineData(">"), InlineData("> "), InlineData("- "), InlineData("*"), InlineData("_a"), InlineData("**a "), InlineData("`"), InlineData("[]("), InlineData("![["), InlineData("<"), InlineData("\\"), InlineData("&"), InlineData("~"), InlineData("1. "), InlineData("[a]: b\n"), InlineData("https://a "), InlineData("[a](b"), InlineData("<!--"), InlineData("a@b")]
    public void As_much_as_is_ever_taken_of_anything_is_answered_quickly_and_harmlessly(string piece) => AssertQuick(string.Concat(Enumerable.Repeat(piece, Comment.LongestText / piece.Length)));

    private static IEnumerable<string> Written(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        var (scheme, rest) = (url[..colon], url[(colon + 1)..]);
        var mixed = string.Concat(scheme.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : c));
        return
        [
            url, $"{scheme.ToUpperInvariant()}:{rest}", $"{mixed}:{rest}",
            $"&#{(int)scheme[0]};{scheme[1..]}:{rest}", $"&#x{(int)scheme[0]:x};{scheme[1..]}:{rest}", $"&#0000{(int)scheme[0]};{scheme[1..]}:{rest}", $"{scheme}&colon;{rest}", $"{scheme}&#58;{rest}", $"{scheme}&#x3A;{rest}",
            $"%{(int)scheme[0]:X2}{scheme[1..]}:{rest}", $"{scheme}%3A{rest}", $"{scheme[..2]}\t{scheme[2..]}:{rest}", $"{scheme[..2]}\n{scheme[2..]}:{rest}", $"{scheme[..2]}&Tab;{scheme[2..]}:{rest}",
            $"{scheme[..2]}&NewLine;{scheme[2..]}:{rest}", $"{scheme[..2]}&#9;{scheme[2..]}:{rest}", $"{scheme[..2]}&#13;{scheme[2..]}:{rest}", $" {url}", $"&#1;{url}", $"&#32;{url}", $"\u0001{url}", $"\u00a0{url}", $"\u200b{url}", $"{scheme} :{rest}", $"{scheme}\\:{rest}", $"\\{url}", $"{scheme}:\\{rest}", $"&#8203;{url}",
        ];
    }

    private string Html(string text) => _markdown.ToHtml(text).Value.TrimEnd();

    // A minute is for ever, on any machine: what is quadratic or worse in a text of this length takes longer.
    private void AssertQuick(string text)
    {
        var start = Stopwatch.GetTimestamp();
        var html = Html(text);
        _markdown.CountLinks(text);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1), $"It took {Stopwatch.GetElapsedTime(start)}.");
        Assert.Null(SafeHtml.ProblemIn(html));
    }
}
