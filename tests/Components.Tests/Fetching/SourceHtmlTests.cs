using Components.Sources;

namespace Components.Tests.Fetching;

/// <summary>What of somebody else's page is written anew.</summary>
public sealed class SourceHtmlTests
{
    private static readonly Uri Page = new("https://news.example/a/b.html");

    [Theory]
    [InlineData("<p>a &lt;b&gt; &amp; あ</p>", "<p>a &lt;b&gt; &amp; あ</p>")]
    [InlineData("<script>x</script><style>x</style><iframe src=x>y</iframe><form><input value=x>y</form><svg><a href='javascript:x'>y</a></svg>", "")]
    [InlineData("<p onclick=x style=y id=z class=w data-x=1 hx-get=/x>a</p>", "<p>a</p>")]
    [InlineData("<a href='../c.html?x=1&amp;y=2'>a</a>", "<a href=\"https://news.example/c.html?x=1&amp;y=2\" rel=\"nofollow noopener\">a</a>")]
    [InlineData("<a href=' java\nscript:alert(1)'>a</a><a href='data:text/html,x'>b</a><a href='vbscript:x'>c</a>", "<a>a</a><a>b</a><a>c</a>")]
    [InlineData("<img src=x onerror=y alt='a <b>'>", "a &lt;b&gt;")]
    [InlineData("<main><custom-element>a</custom-element></main>", "a")]
    [InlineData("<table><tr><td colspan=2 rowspan=9999 bgcolor=red>a", "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>")]
    [InlineData("<p title='\"&lt;script>'>a</p>", "<p title=\"&quot;&lt;script&gt;\">a</p>")]
    [InlineData("a<noscript><p title='</noscript><img src=x onerror=y>'></noscript>b", "a")]
    [InlineData("<math><mtext><table><mglyph><style><img src=x onerror=y>", "")]
    [InlineData("<template><p>x</p></template><!-- c --><plaintext>d", "")]
    [InlineData("<component-view name=comments/thread>x</component-view>", "x")]
    public void Only_what_is_harmless_is_written(string html, string expected) => Assert.Equal(expected, SourceHtml.Clean(html, Page));

    [Fact]
    public void What_is_nested_deeply_is_cut() => Assert.DoesNotContain("deep", SourceHtml.Clean(string.Concat(Enumerable.Repeat("<div>", 200)) + "deep", Page), StringComparison.Ordinal);

    [Fact]
    public void A_base_of_the_page_counts() =>
        Assert.Equal("<a href=\"https://other.example/x\" rel=\"nofollow noopener\">a</a>", SourceHtml.Clean("<head><base href='https://other.example/'></head><a href=x>a</a>", Page));

    // Each took half a minute or gigabytes before its like was refused.
    public static TheoryData<string, string> Burdens => new()
    {
        { "ends of what is not open", Many("<span></x>", 50_000) },
        { "bold that goes on in each paragraph", $"<p>{Bold(400)}</p>{Many("<p>x</p>", 50_000)}" },
        { "little bold, in many paragraphs", $"<p>{Bold(20)}</p>{Many("<p>x</p>", 50_000)}" },
        { "bold whose end is in a table", $"<p>{string.Concat(Enumerable.Range(0, 300).Select(i => $"<b title={i}><table><td></b></table>"))}</p>{Many("<p>x</p>", 50_000)}" },
        { "bold, one more in each paragraph", $"{string.Concat(Enumerable.Range(0, 2_000).Select(i => $"<p><b title={i}></p>"))}{Many("<p>x</p>", 50_000)}" },
        { "ends in comments", $"<p>{string.Concat(Enumerable.Range(0, 400).Select(i => $"<b title={i}><!--</b>-->"))}</p>{Many("<p>x</p>", 50_000)}" },
    };

    [Theory, MemberData(nameof(Burdens))]
    public void A_page_that_would_become_a_tree_of_gigabytes_is_refused_at_once(string what, string html)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Throws<InvalidDataException>(() => SourceHtml.Clean(html, Page));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{what}: {watch.Elapsed}");
    }

    [Fact]
    public void A_long_page_that_is_written_carelessly_is_shown() =>
        Assert.Contains("row 9999", SourceHtml.Clean($"<p><i class=x/>{string.Concat(Enumerable.Range(0, 10_000).Select(i => $"<li><a href=/{i}><b>row {i}</b></a>"))}", Page), StringComparison.Ordinal);

    private static string Many(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Bold(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"<b title={i}>"));
}
