using System.Net;
using Testing;

namespace Components.Comments.Tests.Thread;

public sealed class DeletingTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_author_deletes_a_comment_of_theirs()
    {
        var author = await site.VisitAsMemberAsync("Author");
        var thread = await author.CommentAsync(site, "own", "Mine");
        var answer = await DeleteAsync(author, thread, thread.IdOf("Mine"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Texts());
        Assert.NotNull(answer.Header("Component-Flash"));
    }

    [Fact]
    public async Task A_moderator_deletes_what_others_wrote_also_without_JavaScript()
    {
        var author = await site.VisitAsMemberAsync("Wordy");
        var id = (await author.CommentAsync(site, "moderated", "Too much")).IdOf("Too much");
        var moderator = await site.VisitAsModeratorAsync();
        var action = (await moderator.LoadThreadAsync(site, "moderated")).Find("form[id$='-delete']").GetAttribute("action")!;
        Assert.Equal(HttpStatusCode.SeeOther, (await moderator.PostPlainlyAsync(action, ("Comment", id))).Status);
        Assert.Empty((await moderator.LoadThreadAsync(site, "moderated")).Texts());
    }

    [Fact]
    public async Task Nobody_else_deletes_it()
    {
        var author = await site.VisitAsMemberAsync("Keeper");
        var thread = await author.CommentAsync(site, "kept", "Keep this");
        var other = await site.VisitAsMemberAsync("Other");
        Assert.Empty((await other.LoadThreadAsync(site, "kept")).FindAll(".comments-delete"));
        Assert.Equal(HttpStatusCode.Forbidden, (await DeleteAsync(other, thread, thread.IdOf("Keep this"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await DeleteAsync(site.Visit(), thread, thread.IdOf("Keep this"))).Status);
        Assert.Equal(["Keep this"], (await other.LoadThreadAsync(site, "kept")).Texts());
    }

    [Fact]
    public async Task A_comment_is_not_reached_from_another_thread()
    {
        var author = await site.VisitAsMemberAsync("Traveller");
        var here = await author.CommentAsync(site, "here", "Here");
        var there = await author.CommentAsync(site, "there", "There");
        await DeleteAsync(author, there, here.IdOf("Here"));
        Assert.Equal(["Here"], (await author.LoadThreadAsync(site, "here")).Texts());
    }

    [Fact]
    public async Task A_comment_that_is_gone_already_is_no_error()
    {
        var author = await site.VisitAsMemberAsync("Twice");
        var thread = await author.CommentAsync(site, "twice", "Once");
        await DeleteAsync(author, thread, thread.IdOf("Once"));
        var again = await DeleteAsync(author, thread, thread.IdOf("Once"));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Contains("\"level\":\"info\"", again.Header("Component-Flash"), StringComparison.Ordinal);
    }

    [Theory, InlineData("abc"), InlineData(""), InlineData("99999999999999999999")]
    public async Task What_is_not_the_key_of_a_comment_deletes_nothing(string key)
    {
        var subject = $"keys-{key.Length}";
        var author = await site.VisitAsMemberAsync(subject);
        var thread = await author.CommentAsync(site, subject, "Still here");
        var answer = await DeleteAsync(author, thread, key);
        Assert.InRange((int)answer.Status, 200, 422);
        Assert.Equal(["Still here"], (await author.LoadThreadAsync(site, subject)).Texts());
    }

    private static Task<Page> DeleteAsync(Visitor visitor, Page thread, string id) => visitor.PostAsync(thread.Find("form[id$='-delete']").GetAttribute("hx-post")!, ("Comment", id));
}
