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
        var answer = await DeleteAsync(author, thread, "Mine");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty((await author.LoadThreadAsync(site, "own")).Texts());
        Assert.NotNull(answer.Header("Component-Flash"));
    }

    [Fact]
    public async Task A_moderator_deletes_what_others_wrote_also_without_JavaScript()
    {
        var author = await site.VisitAsMemberAsync("Wordy");
        await author.CommentAsync(site, "moderated", "Too much");
        var moderator = await site.VisitAsModeratorAsync();
        var action = (await moderator.LoadThreadAsync(site, "moderated")).Find("form[id$='-delete']").GetAttribute("action")!;
        Assert.Equal(HttpStatusCode.SeeOther, (await moderator.PostPlainlyAsync(action, ("x", ""))).Status);
        Assert.Empty((await moderator.LoadThreadAsync(site, "moderated")).Texts());
    }

    [Fact]
    public async Task Nobody_else_deletes_it()
    {
        var author = await site.VisitAsMemberAsync("Keeper");
        var thread = await author.CommentAsync(site, "kept", "Keep this");
        var other = await site.VisitAsMemberAsync("Other");
        Assert.Empty((await other.LoadThreadAsync(site, "kept")).FindAll(".comments-delete"));
        Assert.Equal(HttpStatusCode.Forbidden, (await DeleteAsync(other, thread, "Keep this")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await DeleteAsync(site.Visit(), thread, "Keep this")).Status);
        Assert.Equal(["Keep this"], (await other.LoadThreadAsync(site, "kept")).Texts());
    }

    [Fact]
    public async Task A_comment_that_is_gone_already_is_no_error()
    {
        var author = await site.VisitAsMemberAsync("Twice");
        var thread = await author.CommentAsync(site, "twice", "Once");
        await DeleteAsync(author, thread, "Once");
        var again = await DeleteAsync(author, thread, "Once");
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Contains("\"level\":\"info\"", again.Header("Component-Flash"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_that_was_answered_leaves_its_place_without_name_and_text()
    {
        var author = await site.VisitAsMemberAsync("Answered");
        var thread = await author.CommentAsync(site, "answered", "Question");
        await author.AnswerAsync(thread, "Question", "Reply");
        await DeleteAsync(author, thread, "Question");
        var left = await site.Visit().LoadThreadAsync(site, "answered");
        Assert.Equal(["Reply"], left.Texts());
        Assert.Contains("deleted", left.Find(".comments-gone").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Question", left.Html, StringComparison.Ordinal);
        Assert.Equal("1 comment", left.Find("h2").TextContent);
        await DeleteAsync(author, await author.LoadThreadAsync(site, "answered"), "Reply");
        var empty = await site.Visit().LoadThreadAsync(site, "answered");
        Assert.Empty(empty.FindAll(".comments-comment"));
        Assert.Equal("Comments", empty.Find("h2").TextContent);
    }

    private static Task<Page> DeleteAsync(Visitor visitor, Page thread, string text) =>
        visitor.PostAsync(thread.CommentOf(text).QuerySelector("form[id$='-delete']")!.GetAttribute("hx-post")!, ("x", ""));
}
