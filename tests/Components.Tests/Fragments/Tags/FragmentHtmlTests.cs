using System.Diagnostics;
using Components.Fragments;
using Components.Tests.Fixture;
using Components.Tests.Layouts;
using Testing;

namespace Components.Tests.Fragments.Tags;

/// <summary>Tags in a text: where they are found, where they are left alone, and what is said of those that are wrong.</summary>
public sealed class FragmentHtmlTests(TestHost host) : IClassFixture<TestHost>
{
    private const string NotClosed = "This tag is not closed: add </component-view> behind it, inside the same element.";

    [Theory]
    [InlineData("<p>a</p>", "<p>a</p>")]
    [InlineData("<div class=a>\r\n<component-view name=\"x/y\"></component-view>\r\n</div>", "<div class=a>\r\n{fragment x/y|}\r\n</div>")]
    [InlineData("<COMPONENT-VIEW NAME=x/y Subject='1'></Component-View>", "{fragment x/y subject=1|}")]
    [InlineData("<component-view\n  name=\"x/y\"\n  page-size=\"5\"\n>\n</component-view>", "{fragment x/y page-size=5|}")]
    [InlineData("<component-view name=a/b></component-view><component-view name=c/d></component-view>", "{fragment a/b|}{fragment c/d|}")]
    [InlineData("<component-view name=a/b><p>wait <b>a bit</b></p></component-view>", "{fragment a/b|<p>wait <b>a bit</b></p>}")]
    [InlineData("<component-view name=a/b /> after", "{fragment a/b|} after")]
    [InlineData("<table><tr><td><component-view name=a/b></component-view></td></tr></table>", "<table><tr><td>{fragment a/b|}</td></tr></table>")]
    [InlineData("<ul><li>x<li><component-view name=a/b></component-view></ul><p>y", "<ul><li>x<li>{fragment a/b|}</ul><p>y")]
    [InlineData("<component-view name=a/b s=\"&quot;1&quot; &amp; '2' &gt;\" t='\"' u=a>b</component-view>", "{fragment a/b s=\"1\" & '2' > t=\" u=a|b}")]
    [InlineData("<component-view name=a/b name=c/d s=1 s=2></component-view>", "{fragment a/b s=1|}")]
    [InlineData("<component-view name=a/b s=\"javascript:alert(1)\"></component-view>", "{fragment a/b s=javascript:alert(1)|}")]
    [InlineData("日本😀<component-view name=a/b s=\"日本😀\"></component-view>", "日本😀{fragment a/b s=日本😀|}")]
    [InlineData("<component-view name=a/b><component-view name=c/d></component-view> or wait</component-view>", "{fragment a/b|{fragment c/d|} or wait}")]
    public void A_tag_is_found_wherever_it_stands(string html, string expected) => Assert.Equal(expected, Read(html));

    [Theory]
    [InlineData("<pre><component-view name=a/b></component-view></pre>")]
    [InlineData("<p><code><component-view name=a/b></component-view></code></p>")]
    [InlineData("<pre><code>x</code><component-view name=a/b></component-view></pre>")]
    [InlineData("<script><component-view name=a/b></component-view></script>")]
    [InlineData("<style><component-view name=a/b></component-view></style>")]
    [InlineData("<textarea><component-view name=a/b></component-view></textarea>")]
    [InlineData("<!-- <component-view name=a/b></component-view> -->")]
    [InlineData("<p title='<component-view name=a/b></component-view>'>x</p>")]
    [InlineData("<component-viewer name=a/b></component-viewer>")]
    [InlineData("<component-view name=a/b")]
    public void In_code_and_comments_it_is_left_alone(string html) => Assert.Equal(html, Read(html));

    [Fact]
    public void Behind_code_it_is_found_again() => Assert.Equal("<pre><code>x</code></pre>{fragment a/b|}", Read("<pre><code>x</code></pre><component-view name=a/b></component-view>"));

    [Theory]
    [InlineData("<div>\n<component-view name=a/b>\n</div>\n<p>rest</p>", "<div>\n{wrong 2: " + NotClosed + "}\n</div>\n<p>rest</p>")]
    [InlineData("<component-view name=a/b><p>rest</p><component-view name=c/d></component-view>", "{wrong 1: " + NotClosed + "}<p>rest</p>{fragment c/d|}")]
    [InlineData("<p><component-view name=a/b></p><p>rest</component-view></p>", "<p>{wrong 1: " + NotClosed + "}</p><p>rest{wrong 1: This </component-view> closes nothing.}</p>")]
    [InlineData("a\n</component-view>\nb", "a\n{wrong 2: This </component-view> closes nothing.}\nb")]
    [InlineData("<div><component-view name=a/b><component-view name=c/d></div><b>x</b>", "<div>{wrong 1: " + NotClosed + "}{wrong 1: " + NotClosed + "}</div><b>x</b>")]
    [InlineData("<component-view name=a/b></p></component-view>", "{fragment a/b|</p>}")]
    public void What_is_not_closed_is_named_with_its_line_and_takes_nothing_with_it(string html, string expected) => Assert.Equal(expected, Read(html));

    [Fact]
    public void Code_that_is_not_closed_is_named_where_a_tag_is_lost_by_it()
    {
        Assert.Equal(new TagMistake(2, "This <code> is not closed, so tags behind it are left alone as code."), Assert.Single(Check("<p>\n<code>x\n<component-view name=a/b></component-view>")));
        Assert.Empty(Check("<p><code>x"));
    }

    [Fact]
    public void Eight_may_stand_in_each_other_and_not_a_ninth()
    {
        Assert.Empty(Check(Nested(8)));
        var problems = Check(Nested(20));
        Assert.Equal(12, problems.Count);
        Assert.All(problems, mistake => Assert.Equal("This tag stands in 8 others. Is one of those before it not closed?", mistake.Text));
        Assert.Equal(Enumerable.Range(9, 12), problems.Select(mistake => mistake.Line));
    }

    [Fact]
    public void Five_hundred_may_stand_on_a_page()
    {
        Assert.Empty(Check(Many(500)));
        Assert.Equal(new TagMistake(501, "A page holds at most 500 tags; this is one too many."), Assert.Single(Check(Many(501))));
    }

    [Fact]
    public async Task A_page_with_five_hundred_and_one_shows_five_hundred()
    {
        var page = await OpenAsync(Many(501, "s"));
        Assert.Equal(500, page.FindAll("[data-fragment='test/subject']").Count);
        Assert.Single(page.FindAll(".component-wrong"));
    }

    [Fact]
    public async Task Tags_twenty_deep_are_a_page_with_a_note() => Assert.Equal(12, (await OpenAsync(Nested(20))).FindAll(".component-wrong").Count);

    [Theory]
    [InlineData("<component-view name=a/b>")]
    [InlineData("<component-view name=a/b><div>")]
    [InlineData("</component-view>")]
    [InlineData("<b><p>")]
    [InlineData("<code><component-view>")]
    [InlineData("</div><component-view><div>")]
    [InlineData("<component-view <")]
    public void However_badly_it_nests_it_is_read_in_time_that_grows_with_its_length(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)) + "<component-view name=a/b></component-view>";
        var watch = Stopwatch.StartNew();
        FragmentHtml.Read(text).Check(host.Services);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
    }

    [Fact]
    public void What_thousands_of_tags_leave_open_is_counted_once()
    {
        var text = string.Concat(Enumerable.Repeat("<component-view name=a/b>", 20_000)) + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"<x{i}>"));
        var watch = Stopwatch.StartNew();
        FragmentHtml.Read(text);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task It_is_rendered_in_its_markup_with_its_parameters_and_its_placeholder()
    {
        var page = await OpenAsync("<section><h2>x</h2><component-view name=test/subject subject='&quot;a&quot;' class=wide><b>wait</b></component-view></section><component-view name=test/subject subject=inside load=inline></component-view>");
        var element = page.Find("section > .component.wide");
        Assert.Equal("wait", element.QuerySelector(".component-placeholder > b")!.TextContent);
        Assert.Contains("subject=%22a%22", page.FragmentUrl("test/subject"), StringComparison.Ordinal);
        Assert.Contains("inside", page.FindAll("[data-fragment='test/subject']")[1].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<component-view name=test/subjct></component-view>", "Do you mean 'test/subject'?")]
    [InlineData("<component-view name=test/subject></component-view>", "'subject' is missing")]
    [InlineData("<component-view name=test/subject subject=s id=1></component-view>", "a letter first")]
    [InlineData("<component-view name=test/subject subject=s style='color: red'></component-view>", "no parameter 'style'")]
    [InlineData("<component-view name=test/subject subject=s>", "This tag is not closed")]
    public async Task Visitors_see_a_quiet_note_and_administrators_the_reason(string html, string reason)
    {
        var page = await OpenAsync($"<p>before</p>{html}<p>after</p>");
        Assert.Equal("This part of the page is not available.", page.Find(".component-wrong").TextContent);
        Assert.Equal(["before", "after"], page.FindAll("main > p").Select(paragraph => paragraph.TextContent));
        var owner = host.Visit("owner");
        owner.Client.DefaultRequestHeaders.Add("X-Role", "Administrator");
        Assert.Contains(reason, (await owner.OpenAsync(AddressOf(html))).Find(".component-wrong").TextContent, StringComparison.Ordinal);
        var member = host.Visit("member");
        Assert.DoesNotContain(reason, (await member.OpenAsync(AddressOf(html))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_somebody_who_is_signed_in_says_so_to_others()
    {
        const string Html = "<component-view name=test/subject subject=s scope=user></component-view>";
        Assert.StartsWith("/account/sign-in?returnUrl=", (await OpenAsync(Html)).Find("main a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotEmpty((await host.Visit("mary").OpenAsync(AddressOf(Html))).FindAll("[data-fragment='test/subject']"));
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Range(0, depth).Select(i => $"<component-view name=test/subject subject=s{i}>\n")) + string.Concat(Enumerable.Repeat("</component-view>", depth));

    private static string Many(int count, string subject = "s") => string.Concat(Enumerable.Range(0, count).Select(i => $"<component-view name=test/subject subject={subject}{i}></component-view>\n"));

    private static string Read(string html) => LayoutText.Of(FragmentHtml.Read(html).Segments);

    private IReadOnlyList<TagMistake> Check(string html) => FragmentHtml.Read(html).Check(host.Services);

    private static string AddressOf(string html) => $"/html?text={Uri.EscapeDataString(html)}";

    private Task<Page> OpenAsync(string html) => host.Visit().OpenAsync(AddressOf(html));
}
