using System.Net;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Moderation;

public sealed class CommentQueueTests(Site site) : IClassFixture<Site>
{
    private const string Queue = "/admin/comments/queue";
    private const string ThreeLinks = "https://a.example https://b.example https://c.example";

    [Fact]
    public async Task A_comment_with_many_links_waits_until_a_moderator_approves_it()
    {
        var answer = await (await site.VisitAsMemberAsync("Linker")).CommentAsync(site, "links", ThreeLinks);
        Assert.Empty(answer.Texts());
        Assert.Contains("moderator", answer.Header("Component-Flash"), StringComparison.Ordinal);

        var moderator = await site.VisitAsModeratorAsync("Mona");
        var id = Assert.Single((await moderator.OpenAsync(Queue)).FindAll("article.card"), card => card.TextContent.Contains("Linker", StringComparison.Ordinal)).Id!["waiting-".Length..];
        var approved = await moderator.PostAsync(await FormAsync(moderator, "approve"), ("Comment", id));
        Assert.Equal(HttpStatusCode.OK, approved.Status);
        Assert.DoesNotContain("Linker", approved.Html, StringComparison.Ordinal);
        Assert.Single((await site.Visit().LoadThreadAsync(site, "links")).Texts());
    }

    [Fact]
    public async Task Two_links_need_not_wait() =>
        Assert.Single((await (await site.VisitAsMemberAsync("Modest")).CommentAsync(site, "two", "https://a.example https://b.example")).Texts());

    [Fact]
    public async Task What_waits_can_be_deleted_without_JavaScript()
    {
        await (await site.VisitAsMemberAsync("Spammer")).CommentAsync(site, "spam", ThreeLinks);
        var moderator = await site.VisitAsModeratorAsync("Milo");
        var page = await moderator.OpenAsync(Queue);
        var id = page.FindAll("article.card").First(card => card.TextContent.Contains("Spammer", StringComparison.Ordinal)).Id!["waiting-".Length..];
        var answer = await moderator.PostPlainlyAsync(page.Find("form[id$='-delete']").GetAttribute("action")!, ("Comment", id));
        Assert.StartsWith(Queue, answer.Location, StringComparison.Ordinal);
        Assert.Equal(0, site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE State <> 4 AND ThreadId = (SELECT Id FROM comments_threads WHERE Subject = 'spam')"));
    }

    [Fact]
    public async Task What_is_shown_already_is_not_deleted_from_the_queue()
    {
        var thread = await (await site.VisitAsMemberAsync("Shown")).CommentAsync(site, "shown", "Shown");
        await (await site.VisitAsMemberAsync("Waiter")).CommentAsync(site, "waiter", ThreeLinks);
        var moderator = await site.VisitAsModeratorAsync("Mira");
        await moderator.PostAsync(await FormAsync(moderator, "delete"), ("Comment", thread.IdOf("Shown")));
        Assert.Equal(["Shown"], (await moderator.LoadThreadAsync(site, "shown")).Texts());
    }

    [Fact]
    public async Task The_queue_is_for_moderators()
    {
        var moderator = await site.VisitAsModeratorAsync("Max");
        var url = (await moderator.OpenAsync(Queue)).FragmentUrl("comments/queue");
        Assert.Equal(HttpStatusCode.OK, (await moderator.LoadAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Visit().LoadAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Visit().OpenAsync(url.AsDocument())).Status);
        var member = await site.VisitAsMemberAsync("Nosy");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.LoadAsync(url)).Status);
        Assert.Contains("/account/denied", (await member.OpenAsync(Queue)).Location, StringComparison.Ordinal);
        Assert.Contains("/account/sign-in", (await site.Visit().OpenAsync(Queue)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_approves_nothing_even_with_a_moderators_address()
    {
        await (await site.VisitAsMemberAsync("Hopeful")).CommentAsync(site, "hopeful", ThreeLinks);
        var moderator = await site.VisitAsModeratorAsync("Moritz");
        var url = await FormAsync(moderator, "approve");
        var id = site.Ask<long>("SELECT Id FROM comments_comments WHERE ThreadId = (SELECT Id FROM comments_threads WHERE Subject = 'hopeful')");
        var member = await site.VisitAsMemberAsync("Helper");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.PostAsync(url, ("Comment", $"{id}"))).Status);
        Assert.Equal(0, site.Ask<long>("SELECT State FROM comments_comments WHERE ThreadId = (SELECT Id FROM comments_threads WHERE Subject = 'hopeful')"));
    }

    private static async Task<string> FormAsync(Visitor moderator, string handler) => (await moderator.OpenAsync(Queue)).Find($"form[id$='-{handler}']").GetAttribute("hx-post")!;
}
