using System.Net;
using Components.Comments.Tests.Thread;
using Components.Comments.Tests.Writing;
using Testing;

namespace Components.Comments.Tests.Votes;

public sealed class ReactingTests : IClassFixture<Site>
{
    private readonly Site _site;

    public ReactingTests(Site site)
    {
        _site = site.OpenToGuests();
        site.Settings["Packs:Comments:Reactions:0"] = "👍";
        site.Settings["Packs:Comments:Reactions:1"] = "🎉";
        site.Settings["Packs:Comments:Reactions:2"] = "shrug";
    }

    [Fact]
    public async Task A_reaction_is_counted_and_the_same_again_takes_it_back()
    {
        var (guest, url) = await CommentAsync("toggle");
        var once = await guest.PostAsync(url, ("Kind", "🎉"));
        Assert.Equal(HttpStatusCode.OK, once.Status);
        Assert.Equal("true", Button(once, "🎉").GetAttribute("aria-pressed"));
        Assert.Equal("🎉 1", Kept("toggle"));
        var twice = await guest.PostAsync(url, ("Kind", "🎉"));
        Assert.Equal("false", Button(twice, "🎉").GetAttribute("aria-pressed"));
        Assert.Null(Kept("toggle"));
    }

    [Fact]
    public async Task Everybody_gives_each_kind_once_and_the_owners_order_stays()
    {
        var (guest, url) = await CommentAsync("kinds");
        await guest.PostAsync(url, ("Kind", "🎉"));
        await guest.PostAsync(url, ("Kind", "👍"));
        var other = _site.Visit();
        var answer = await other.PostAsync(url, ("Kind", "👍"));
        Assert.Equal("👍 2 🎉 1", Kept("kinds"));
        Assert.Equal("true", Button(answer, "👍").GetAttribute("aria-pressed"));
        Assert.Equal("false", Button(answer, "🎉").GetAttribute("aria-pressed"));
    }

    [Theory]
    [InlineData("💣")]
    [InlineData("👎")]
    public async Task What_is_not_on_the_owners_list_is_refused(string kind)
    {
        var (guest, url) = await CommentAsync($"unknown-{kind}");
        Assert.Equal(HttpStatusCode.Forbidden, (await guest.PostAsync(url, ("Kind", kind))).Status);
        Assert.Null(Kept($"unknown-{kind}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("👍👍👍👍👍👍👍👍👍👍👍👍")]
    public async Task What_cannot_be_a_reaction_is_a_mistake(string kind)
    {
        var (guest, url) = await CommentAsync($"wrong-{kind}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await guest.PostAsync(url, ("Kind", kind))).Status);
    }

    [Fact]
    public async Task What_many_do_at_once_is_counted_exactly()
    {
        var (_, url) = await CommentAsync("crowd");
        var crowd = Enumerable.Range(0, 12).Select(_ => _site.Visit()).ToList();
        // Each with the capability that their first reaction gave them; three more by each leave the fourth state: given again, taken, given.
        await Task.WhenAll(crowd.Select(async guest =>
        {
            await guest.PostAsync(url, ("Kind", "👍"));
            await Task.WhenAll(guest.PostAsync(url, ("Kind", "🎉")), guest.PostAsync(url, ("Kind", "👍")));
        }));
        Assert.Equal("🎉 12", Kept("crowd"));
        Assert.Equal(12, _site.Ask<long>("SELECT COUNT(*) FROM comments_reactions r JOIN comments_comments c ON r.CommentId = c.Id WHERE c.Text = 'crowd'"));
    }

    [Fact]
    public async Task A_comment_that_waits_takes_none()
    {
        var (guest, url) = await CommentAsync("waits");
        using (var database = _site.OpenDatabase())
            database.Run("UPDATE comments_comments SET State = 0, Place = 0 WHERE Text = 'waits'");
        Assert.Equal(HttpStatusCode.NotFound, (await guest.PostAsync(url, ("Kind", "👍"))).Status);
        Assert.Null(Kept("waits"));
    }

    [Fact]
    public async Task Screen_readers_hear_what_a_picture_means_and_how_often()
    {
        var (guest, url) = await CommentAsync("named");
        var answer = await guest.PostAsync(url, ("Kind", "🎉"));
        Assert.Equal("Hooray: 1", Button(answer, "🎉").GetAttribute("aria-label"));
        Assert.Equal("Thumbs up", Button(answer, "👍").GetAttribute("aria-label"));
        Assert.Equal("shrug", Button(answer, "shrug").GetAttribute("aria-label"));
        // What nobody has given yet is one click away.
        Assert.NotNull(Button(answer, "👍").Closest("details"));
        Assert.Null(Button(answer, "🎉").Closest("details"));
    }

    [Fact]
    public async Task Without_JavaScript_a_reaction_leads_back_to_the_comment()
    {
        var (guest, _) = await CommentAsync("plain");
        var thread = await guest.LoadThreadAsync(_site, "reactions");
        var form = thread.Find($"#comment-{thread.IdOf("plain")} form.comments-reactions");
        var answer = await guest.SubmitAsync(form, ("Kind", "👍"));
        Assert.EndsWith($"#comment-{thread.IdOf("plain")}", answer.Location, StringComparison.Ordinal);
        Assert.Equal("👍 1", Kept("plain"));
    }

    private async Task<(Visitor Guest, string Url)> CommentAsync(string text)
    {
        var guest = _site.Visit();
        await guest.CommentAsGuestAsync(_site, "reactions", text);
        var thread = await guest.LoadThreadAsync(_site, "reactions");
        return (guest, thread.Find($"#comment-{thread.IdOf(text)} form.comments-reactions").GetAttribute("hx-post")!);
    }

    private static AngleSharp.Dom.IElement Button(Page page, string kind) => page.FindAll("button[name=Kind]").Single(button => button.GetAttribute("value") == kind);

    private string? Kept(string text)
    {
        using var connection = _site.OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Reactions FROM comments_comments WHERE Text = $text";
        command.Parameters.AddWithValue("$text", text);
        return command.ExecuteScalar() as string;
    }
}
