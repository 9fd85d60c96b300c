using System.Net;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Moderation;

public sealed class CommentQueueTests(ModeratedSite site) : IClassFixture<ModeratedSite>
{
    private const string Queue = ModeratedSite.Queue;
    private static int _people;

    [Fact]
    public async Task A_comment_with_many_links_waits_until_a_moderator_approves_it()
    {
        var answer = await HoldAsync("links", "one");
        Assert.Empty(answer.Texts());
        Assert.Contains("moderator", answer.Header("Component-Flash"), StringComparison.Ordinal);

        var approved = await DecideAsync(await ModeratorAsync(), "Approve", TextOf("one"));
        Assert.Equal(HttpStatusCode.OK, approved.Status);
        Assert.Empty(approved.FindAll($"#queued-{site.KeyOf(TextOf("one"))}"));
        Assert.Single((await site.Visit().LoadThreadAsync(site, "links")).Texts());
    }

    [Fact]
    public async Task Two_links_need_not_wait() =>
        Assert.Single((await (await site.VisitAsMemberAsync("Modest")).CommentAsync(site, "two", "https://a.example https://b.example")).Texts());

    [Theory]
    [InlineData("Approve", CommentState.Approved)]
    [InlineData("Reject", CommentState.Rejected)]
    [InlineData("Spam", CommentState.Spam)]
    [InlineData("Delete", CommentState.Deleted)]
    public async Task Each_decision_is_taken_and_undone_without_JavaScript(string act, CommentState state)
    {
        var text = TextOf($"undo{act}");
        await HoldAsync("undo", $"undo{act}");
        var key = site.KeyOf(text);
        var moderator = await ModeratorAsync();
        var form = (await moderator.OpenAsync(Queue)).Find(".comments-queue > form[hidden]");
        var answer = await moderator.SubmitAsync(form, ("One", $"{act}:{key}"));
        Assert.StartsWith(Queue, answer.Location, StringComparison.Ordinal);
        Assert.Equal((long)state, site.Ask<long>($"SELECT State FROM comments_comments WHERE Id = {key}"));

        var page = await moderator.OpenAsync(Queue);
        await moderator.SubmitAsync(page.Find("form.comments-undo"));
        Assert.Equal(CommentState.Pending, site.StateOf(text));
        Assert.NotEmpty(site.HeldOf(text));
        Assert.Equal(1, site.Ask<long>($"SELECT COUNT(*) FROM comments_audit WHERE Target = {key} AND UndoneBy IS NOT NULL"));
        Assert.Empty((await moderator.OpenAsync(Queue)).FindAll("form.comments-undo"));
    }

    [Fact]
    public async Task Those_that_are_ticked_are_decided_together_and_undone_together()
    {
        for (var i = 1; i <= 3; i++)
            await HoldAsync("bulk", $"bulk{i}");
        var moderator = await ModeratorAsync();
        var queue = await moderator.OpenAsync(Queue);
        var ticked = Enumerable.Range(1, 2).Select(i => ("Comment", $"{site.KeyOf(TextOf($"bulk{i}"))}"));
        var answer = await moderator.PostAsync(queue.Find(".comments-queue > form[hidden]").GetAttribute("hx-post")!, [.. ticked, ("Act", "Spam")]);
        Assert.Contains("Marked as spam: 2", answer.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal((CommentState.Spam, CommentState.Spam, CommentState.Pending), (site.StateOf(TextOf("bulk1")), site.StateOf(TextOf("bulk2")), site.StateOf(TextOf("bulk3"))));
        var undo = answer.Find("form.comments-undo");
        await moderator.PostAsync(undo.GetAttribute("hx-post")!, ("Batch", undo.QuerySelector("input[name=Batch]")!.GetAttribute("value")!));
        Assert.Equal((CommentState.Pending, CommentState.Pending), (site.StateOf(TextOf("bulk1")), site.StateOf(TextOf("bulk2"))));
    }

    [Fact]
    public async Task All_boxes_can_be_ticked_without_JavaScript()
    {
        await HoldAsync("tick", "tick");
        var moderator = await ModeratorAsync();
        var queue = await moderator.OpenAsync(Queue);
        Assert.Empty(queue.FindAll("article input[checked]"));
        var ticked = await moderator.OpenAsync(queue.Find("a[data-comments-all]").GetAttribute("href")!);
        Assert.Equal(ticked.FindAll("article").Count, ticked.FindAll("article input[checked]").Count);
        Assert.NotEmpty(ticked.FindAll("article"));
    }

    [Fact]
    public async Task A_wave_of_spam_from_one_network_is_dealt_with_in_one_click_and_taken_back_in_one()
    {
        await site.WriteAsGuestAsync(site.VisitFrom("198.51.100.7"), "wave", "Wave");
        var key = site.KeyOf("Wave");
        using (var connection = site.OpenDatabase())
            connection.Run($"""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
                INSERT INTO comments_comments (Id, ThreadId, ParentId, Depth, State, Place, IsPinned, Replies, AuthorKey, AuthorName, Network, Text, TextHash, CreatedAt, Ups, Downs, Score)
                SELECT c.Id + i, ThreadId, ParentId, 0, 0, 0, 0, 0, 'guest:' || i, 'Spammer', Network, 'Spam ' || i, i, CreatedAt, 0, 0, 0 FROM n CROSS JOIN comments_comments c WHERE c.Id = {key}
                """);
        var moderator = await ModeratorAsync();
        var entry = (await moderator.OpenAsync(Queue)).FindAll("article").First(article => article.TextContent.Contains("198.51.100.7", StringComparison.Ordinal));
        var only = await moderator.LoadAsync(entry.QuerySelectorAll(".comments-facts a").First(link => link.GetAttribute("hx-get")!.Contains("from=", StringComparison.Ordinal)).GetAttribute("hx-get")!);
        Assert.Equal(50, only.FindAll("article").Count);
        var answer = await moderator.PostAsync(only.Find(".comments-queue > form[hidden]").GetAttribute("hx-post")!, ("Every", "Spam"));
        Assert.Contains("Marked as spam: 500", answer.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal(500, site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE Text LIKE 'Spam %' AND State = 3"));
        var undo = (await moderator.OpenAsync(Queue)).Find("form.comments-undo");
        await moderator.SubmitAsync(undo);
        Assert.Equal(0, site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE Text LIKE 'Spam %' AND State = 3"));
    }

    [Fact]
    public async Task Nothing_is_done_to_everything_without_a_filter()
    {
        await HoldAsync("every", "every");
        var moderator = await ModeratorAsync();
        await moderator.PostAsync((await moderator.OpenAsync(Queue)).Find(".comments-queue > form[hidden]").GetAttribute("hx-post")!, ("Every", "Delete"));
        Assert.Equal(CommentState.Pending, site.StateOf(TextOf("every")));
    }

    [Fact]
    public async Task An_edit_keeps_the_history_and_is_undone()
    {
        // What others left waiting would fill the first page.
        using (var connection = site.OpenDatabase())
            connection.Run("UPDATE comments_comments SET State = 2, Place = 0 WHERE State = 0");
        await HoldAsync("edited", "edited");
        var key = site.KeyOf(TextOf("edited"));
        var moderator = await ModeratorAsync();
        var entry = (await moderator.OpenAsync(Queue)).Find($"#queued-{key}");
        var form = (await moderator.OpenAsync(LinkOf(entry, "edit="))).Find($"#queued-{key} form");
        await moderator.SubmitAsync(form, ("Text", "Without links"));
        Assert.Equal(key, site.KeyOf("Without links"));
        var history = await moderator.OpenAsync(LinkOf((await moderator.OpenAsync(Queue)).Find($"#queued-{key}"), "history="));
        Assert.Contains(TextOf("edited"), history.Find(".comments-history").TextContent, StringComparison.Ordinal);
        await moderator.SubmitAsync((await moderator.OpenAsync(Queue)).Find("form.comments-undo"));
        Assert.Equal(key, site.KeyOf(TextOf("edited")));
    }

    [Fact]
    public async Task Who_is_banned_writes_and_votes_no_more_until_the_ban_ends()
    {
        var guest = site.VisitFrom("203.0.113.9");
        var thread = await site.WriteAsGuestAsync(guest, "banned", "Before the ban", "Bane", ("Email", "bane@example.org"));
        var key = site.KeyOf("Before the ban");
        var moderator = await ModeratorAsync();
        var approved = (await moderator.OpenAsync(Queue)).FindAll(".comments-tabs a").First(link => link.TextContent == "Approved").GetAttribute("href")!;
        var form = (await moderator.OpenAsync(LinkOf((await moderator.OpenAsync(approved)).Find($"#queued-{key}"), "ban="))).Find("form.comments-ban");
        await moderator.SubmitAsync(form, ("Email", "true"), ("Network", "true"), ("Days", "2"), ("Reason", "Rude"));

        // The capability alone is not banned: the address and the network are.
        Assert.Equal(HttpStatusCode.Forbidden, (await site.WriteAsGuestAsync(guest, "banned", "Same network", "Bane")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await site.WriteAsGuestAsync(site.VisitFrom("203.0.113.10"), "banned", "Same address", "Bane", ("Email", "BANE+2@example.org"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.WriteAsGuestAsync(site.VisitFrom("203.0.113.10"), "banned", "Somebody", "Other")).Status);
        site.Clock.Ahead += TimeSpan.FromDays(3);
        Assert.Equal(HttpStatusCode.OK, (await site.WriteAsGuestAsync(guest, "banned", "After the ban", "Bane")).Status);
        Assert.NotEmpty(thread.Html);
    }

    [Fact]
    public async Task What_has_changed_since_is_not_undone()
    {
        await HoldAsync("since", "since");
        var text = TextOf("since");
        var (first, second) = (await ModeratorAsync(), await ModeratorAsync());
        var undo = (await DecideAsync(first, "Reject", text)).Find("form.comments-undo");
        await DecideAsync(second, "Approve", text);
        var answer = await first.SubmitAsync(undo);
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal(CommentState.Approved, site.StateOf(text));
    }

    [Fact]
    public async Task The_queue_is_for_moderators()
    {
        var moderator = await ModeratorAsync();
        var page = await moderator.OpenAsync(Queue);
        var url = page.FragmentUrl("comments/queue");
        Assert.Equal(HttpStatusCode.OK, (await moderator.LoadAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Visit().LoadAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Visit().OpenAsync(url.AsDocument())).Status);
        var member = await site.VisitAsMemberAsync("Nosy");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.LoadAsync(url)).Status);
        Assert.Contains("/account/denied", (await member.OpenAsync(Queue)).Location, StringComparison.Ordinal);
        Assert.Contains("/account/sign-in", (await site.Visit().OpenAsync(Queue)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_decides_nothing_even_with_a_moderators_address()
    {
        await HoldAsync("hopeful", "hopeful");
        var moderator = await ModeratorAsync();
        var url = (await moderator.OpenAsync(Queue)).Find(".comments-queue > form[hidden]").GetAttribute("hx-post")!;
        var member = await site.VisitAsMemberAsync("Helper");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.PostAsync(url, ("One", $"Approve:{site.KeyOf(TextOf("hopeful"))}"))).Status);
        Assert.Equal(CommentState.Pending, site.StateOf(TextOf("hopeful")));
    }

    private static string TextOf(string name) => $"https://{name}.example https://b.example https://c.example";

    private static string LinkOf(AngleSharp.Dom.IElement entry, string query) =>
        entry.QuerySelectorAll("a[hx-get]").First(link => link.GetAttribute("hx-get")!.Contains(query, StringComparison.Ordinal)).GetAttribute("href")!;

    private async Task<Page> HoldAsync(string subject, string name) =>
        await (await site.VisitAsMemberAsync($"Linker{Interlocked.Increment(ref _people)}")).CommentAsync(site, subject, TextOf(name));

    private Task<Visitor> ModeratorAsync() => site.VisitAsModeratorAsync($"Moderator{Interlocked.Increment(ref _people)}");

    private async Task<Page> DecideAsync(Visitor moderator, string act, string text) =>
        await moderator.PostAsync((await moderator.OpenAsync(Queue)).Find(".comments-queue > form[hidden]").GetAttribute("hx-post")!, ("One", $"{act}:{site.KeyOf(text)}"));
}
