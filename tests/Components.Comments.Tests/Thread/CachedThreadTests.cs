using System.Net;
using Testing;

namespace Components.Comments.Tests.Thread;

/// <summary>What readers are shown of whom nothing is known: kept answers, and never an old one.</summary>
public sealed class CachedThreadTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Whoever_was_told_that_their_comment_is_there_finds_it_there_however_many_read_meanwhile()
    {
        var author = await site.VisitAsMemberAsync("Loop");
        var form = (await author.LoadThreadAsync(site, "loop")).Find("form.comments-form").GetAttribute("hx-post")!;
        using var ending = new CancellationTokenSource();
        var reading = Enumerable.Range(0, 4).Select(_ => ReadOnAsync(ending.Token)).ToArray();
        for (var i = 1; i <= 40; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await author.PostAsync(form, ("Text", $"Number {i}."))).Status);
            Assert.Equal($"Number {i}.", (await LoadAsync("loop")).Texts()[0]);
        }
        await ending.CancelAsync();
        Assert.All(await Task.WhenAll(reading), read => Assert.True(read > 0));
        Assert.Equal((await LoadAsync("loop")).Html, (await LoadAsync("loop")).Html);
    }

    [Fact]
    public async Task A_vote_a_change_and_a_deletion_show_at_once()
    {
        var author = await site.VisitAsMemberAsync("Kept1");
        var posted = await author.CommentAsync(site, "kept", "Counted");
        Assert.Equal("", Votes(await LoadAsync("kept")));
        var voter = await site.VisitAsMemberAsync("Kept2");
        var vote = (await voter.LoadThreadAsync(site, "kept")).CommentOf("Counted").QuerySelector(".comments-votes")!;
        Assert.Equal(HttpStatusCode.OK, (await voter.PostAsync(vote.GetAttribute("hx-post")!, ("Value", "1"))).Status);
        Assert.Equal("▲ 1", Votes(await LoadAsync("kept")));
        await author.PostAsync(posted.CommentOf("Counted").QuerySelector("form[id$='-delete']")!.GetAttribute("hx-post")!, ("x", ""));
        Assert.Empty((await LoadAsync("kept")).Texts());
    }

    [Fact]
    public async Task The_page_around_it_is_kept_and_shows_what_is_new_at_once()
    {
        const string Article = "/articles/how-signed-urls-work";
        var before = await site.Visit().OpenAsync(Article);
        Assert.Equal("public, no-cache", before.Header("Cache-Control"));
        Assert.Equal(before.Html, (await site.Visit().OpenAsync(Article)).Html);
        var author = await site.VisitAsMemberAsync("Page");
        var thread = (await author.OpenAsync(Article)).Find("form.comments-form");
        await author.PostAsync(thread.GetAttribute("hx-post")!, ("Text", "Below the article"));
        Assert.Contains("Below the article", (await site.Visit().OpenAsync(Article)).Texts());
        Assert.NotEqual("public, no-cache", (await author.OpenAsync(Article)).Header("Cache-Control"));
    }

    [Fact]
    public async Task Who_has_chosen_an_order_is_shown_that_and_others_are_not()
    {
        site.Seed("sorted", 3);
        var (reader, url) = (site.Visit(), site.ThreadOf("sorted"));
        var usual = await LoadAsync("sorted");
        var oldest = usual.FindAll("a").First(link => link.TextContent.Trim() == "Oldest").GetAttribute("hx-get")!;
        Assert.Equal(["1", "2", "3"], (await reader.LoadAsync(oldest)).Texts());
        Assert.Equal(["1", "2", "3"], (await reader.LoadAsync(url)).Texts());
        Assert.Equal(["3", "2", "1"], (await LoadAsync("sorted")).Texts());
    }

    private Task<Page> LoadAsync(string subject) => site.Visit().LoadThreadAsync(site, subject);

    private static string Votes(Page thread) => thread.Document.QuerySelector("article .comments-score")?.TextContent.Trim() ?? "";

    private async Task<int> ReadOnAsync(CancellationToken cancellation)
    {
        var read = 0;
        for (; !cancellation.IsCancellationRequested; read++)
            await LoadAsync("loop");
        return read;
    }
}
