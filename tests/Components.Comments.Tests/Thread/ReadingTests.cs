using System.Net;
using Testing;

namespace Components.Comments.Tests.Thread;

public sealed class ReadingTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Somebody_signed_out_sees_the_comments_and_a_way_to_sign_in_that_comes_back()
    {
        site.Seed("read", 3);
        var thread = await site.Visit().LoadThreadAsync(site, "read");
        Assert.Equal(["3", "2", "1"], thread.Texts());
        Assert.Empty(thread.FindAll("form"));
        Assert.Equal($"/account/sign-in?returnUrl={Uri.EscapeDataString(ThreadSteps.HostPage)}", thread.Find(".comments-sign-in a").GetAttribute("href"));
    }

    [Fact]
    public async Task An_empty_thread_says_so() =>
        Assert.NotEmpty((await site.Visit().LoadThreadAsync(site, "empty")).Find(".comments-none").TextContent);

    [Fact]
    public async Task Each_comment_says_by_whom_and_exactly_when()
    {
        site.Seed("when", 1);
        var thread = await site.Visit().LoadThreadAsync(site, "when");
        Assert.Equal("Someone", thread.Find(".comments-comment h3").TextContent);
        Assert.Equal("2026-09-21T14:13:20Z", thread.Find(".comments-comment time").GetAttribute("datetime"));
    }

    [Theory, InlineData("hx-get", false), InlineData("href", true)]
    public async Task The_links_lead_through_all_pages_and_back(string attribute, bool asDocument)
    {
        site.Seed($"pages-{attribute}", 60);
        var visitor = site.Visit();
        var page = await Open(site.ThreadOf($"pages-{attribute}"), asDocument);
        List<string> seen = [];
        foreach (var rel in new[] { "next", "next", "prev", "prev" })
        {
            seen.Add($"{page.Texts()[0]}-{page.Texts()[^1]}");
            page = await Open(page.Find($"a[rel~={rel}]").GetAttribute(attribute)!, asDocument: false);
        }
        Assert.Equal(["60-41", "40-21", "20-1", "40-21"], seen);
        Assert.Equal("60", page.Texts()[0]);
        Assert.Empty(page.FindAll("a[rel~=prev]"));

        Task<Page> Open(string url, bool asDocument) => attribute == "href" ? visitor.OpenAsync(asDocument ? url.AsDocument() : url) : visitor.LoadAsync(url);
    }

    [Fact]
    public async Task A_page_whose_comments_are_gone_shows_the_newest()
    {
        site.Seed("gone", 2);
        var thread = await site.Visit().LoadAsync(site.AddressOf("comments/thread", "after=1&subject=gone", ThreadSteps.HostPage));
        Assert.Equal(["2", "1"], thread.Texts());
    }

    [Fact]
    public async Task A_page_of_long_comments_is_shown_whole()
    {
        site.Seed("long", 20);
        using (var connection = site.OpenDatabase())
            connection.Run("UPDATE comments_comments SET Text = printf('%.*c', 10000, 'x') WHERE ThreadId = (SELECT Id FROM comments_threads WHERE Subject = 'long')");
        Assert.All((await site.Visit().LoadThreadAsync(site, "long")).Texts(), text => Assert.Equal(10_000, text.Length));
        Assert.Equal(20, (await site.Visit().OpenAsync(site.ThreadOf("long").AsDocument())).Texts().Count);
    }

    [Fact]
    public async Task A_thread_looks_the_same_to_everybody_who_is_signed_out()
    {
        site.Seed("same", 3);
        var (one, other) = (await site.Visit().LoadThreadAsync(site, "same"), await site.Visit().LoadThreadAsync(site, "same"));
        Assert.Equal(one.Html, other.Html);
        Assert.Null(one.Header("Set-Cookie"));
    }

    [Theory, InlineData(""), InlineData("201")]
    public async Task A_subject_has_1_to_200_characters(string length)
    {
        var subject = new string('s', length.Length == 0 ? 0 : 201);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Visit().LoadThreadAsync(site, subject)).Status);
    }

    [Fact]
    public async Task Everything_is_said_in_Japanese_too()
    {
        site.Seed("ja", 60);
        var mary = await site.VisitAsMemberAsync("Mariko");
        mary.Client.DefaultRequestHeaders.Add("Accept-Language", "ja");
        var thread = await mary.LoadThreadAsync(site, "ja");
        Assert.Equal("コメント60件", thread.Find("h2").TextContent);
        foreach (var text in thread.FindAll("h2, label, button:not(.comments-vote), summary, .comments-more a, .comments-sort a, .help").Select(element => element.TextContent))
            Assert.Matches(@"[\u3040-\u30ff\u4e00-\u9fff]", text);
        var refused = await mary.PostAsync(thread.Find("form.comments-form").GetAttribute("hx-post")!, ("Text", ""));
        Assert.Equal("何か書いてください。", refused.Find(".field-error").TextContent);
    }
}
