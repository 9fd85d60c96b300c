using System.Globalization;
using System.Net;
using Components.Comments.Tests.Moderation;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Attacks;

/// <summary>Answers to what must not be answered, and acts on what somebody else wrote.</summary>
public sealed class ReplyAttackTests(ModeratedSite site) : IClassFixture<ModeratedSite>
{
    [Fact]
    public async Task An_answer_stands_in_the_thread_of_what_it_answers_whatever_the_form_says()
    {
        var member = await site.VisitAsMemberAsync("Crosser");
        await member.CommentAsync(site, "cross-a", "Here");
        await member.CommentAsync(site, "cross-b", "There");
        var (here, there) = (site.KeyOf("Here"), site.KeyOf("There"));
        var form = (await member.LoadAsync(ReplyTo(here))).Find("form.comments-form").GetAttribute("hx-post")!;
        await member.PostAsync(form, ("Text", "Crossed"), ("Comment", Text(there)), ("ParentId", Text(there)), ("Parent", Text(there)), ("ThreadId", Text(there)), ("Subject", "cross-b"), ("Depth", "9"));
        Assert.Equal(1, site.Ask<long>($"SELECT COUNT(*) FROM comments_comments c JOIN comments_threads t ON t.Id = c.ThreadId WHERE c.Text = 'Crossed' AND ParentId = {here} AND Depth = 1 AND Subject = 'cross-a'"));
        // What is in the address is signed.
        Assert.Equal(HttpStatusCode.Forbidden, (await member.PostAsync(form.Replace(Text(here), Text(there), StringComparison.Ordinal), ("Text", "Forged"))).Status);
        Assert.Equal(0, site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE Text = 'Forged'"));
    }

    [Fact]
    public async Task Nothing_is_answered_that_is_not_there()
    {
        var member = await site.VisitAsMemberAsync("Nowhere");
        await member.CommentAsync(site, "nowhere", "Somewhere");
        var (key, thread) = (site.KeyOf("Somewhere"), site.Ask<long>("SELECT Id FROM comments_threads WHERE Subject = 'nowhere'"));
        foreach (var target in (long[])[thread, key + 1, 0, -1, long.MaxValue])
        {
            // The comment that it would answer could be the answer itself, whose key is not known before.
            Assert.Equal(HttpStatusCode.NotFound, (await member.LoadAsync(ReplyTo(target))).Status);
            Assert.Equal(HttpStatusCode.Conflict, (await member.PostAsync(PostTo("comments/reply", $"comment={Text(target)}"), ("Text", $"To {target}"))).Status);
        }
        Assert.Equal(1, site.Ask<long>($"SELECT COUNT(*) FROM comments_comments WHERE ThreadId = {thread}"));
        Assert.Equal(0, site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE ParentId = Id"));
    }

    [Theory]
    [InlineData(CommentState.Pending)]
    [InlineData(CommentState.Rejected)]
    [InlineData(CommentState.Spam)]
    [InlineData(CommentState.Deleted)]
    public async Task Nothing_is_answered_that_is_not_approved_not_even_by_its_author_and_no_text_is_lost(CommentState state)
    {
        var author = await site.VisitAsMemberAsync($"Replier{state}");
        await author.CommentAsync(site, $"reply-{state}", $"Was {state}");
        var key = site.KeyOf($"Was {state}");
        var form = (await author.LoadAsync(ReplyTo(key))).Find("form.comments-form");
        site.SetState(key, state);
        foreach (var answer in new[] { await author.PostAsync(form.GetAttribute("hx-post")!, ("Text", "To myself")), await author.PostPlainlyAsync(form.GetAttribute("action")!, ("Text", "To myself")) })
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.Status);
            Assert.Contains("is not there any more", answer.Html, StringComparison.Ordinal);
        }
        Assert.Equal(0, site.Ask<long>($"SELECT COUNT(*) FROM comments_comments WHERE ParentId = {key}"));
        Assert.Equal(0, site.Ask<long>($"SELECT Replies FROM comments_comments WHERE Id = {key}"));
    }

    [Theory]
    [InlineData(ThreadAccess.Closed)]
    [InlineData(ThreadAccess.ReadOnly)]
    public async Task A_closed_thread_takes_no_answers(ThreadAccess access)
    {
        var member = await site.VisitAsMemberAsync($"Closer{access}");
        await member.CommentAsync(site, $"closed-{access}", $"Before {access}");
        var key = site.KeyOf($"Before {access}");
        var form = (await member.LoadAsync(ReplyTo(key))).Find("form.comments-form").GetAttribute("hx-post")!;
        var votes = PostTo("comments/votes", $"comment={Text(key)}");
        using (var connection = site.OpenDatabase())
            connection.Run($"UPDATE comments_threads SET Access = {(int)access} WHERE Subject = 'closed-{access}'");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.PostAsync(form, ("Text", "Too late"))).Status);
        var voter = await site.VisitAsMemberAsync($"Voter{access}");
        Assert.Equal(access == ThreadAccess.ReadOnly ? HttpStatusCode.Forbidden : HttpStatusCode.OK, (await voter.PostAsync(votes, ("Value", "1"))).Status);
        var edit = await member.PostAsync(PostTo("comments/comment", $"comment={Text(key)}"), ("Text", $"After {access}"));
        Assert.Equal(access == ThreadAccess.ReadOnly ? HttpStatusCode.Forbidden : HttpStatusCode.OK, edit.Status);
        Assert.Equal(access == ThreadAccess.ReadOnly ? 1 : 0, site.Ask<long>($"SELECT COUNT(*) FROM comments_comments WHERE Text = 'Before {access}'"));
    }

    [Fact]
    public async Task With_somebody_elses_capability_or_none_nothing_is_edited_deleted_or_moderated()
    {
        var owner = site.VisitFrom("198.51.100.1");
        await site.WriteAsGuestAsync(owner, "capability", "Owned");
        var key = site.KeyOf("Owned");
        var other = site.VisitFrom("198.51.100.2");
        await site.WriteAsGuestAsync(other, "capability", "Another");
        var member = await site.VisitAsMemberAsync("Grabber");
        var none = site.VisitFrom("198.51.100.3");
        // Each address is signed, and public: whoever was shown it may send it.
        foreach (var thief in (Visitor[])[other, member, none])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await thief.PostAsync(PostTo("comments/comment", $"comment={Text(key)}"), ("Text", "Stolen"))).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await thief.PostAsync(PostTo("comments/comment", $"comment={Text(key)}", "delete"), ("x", ""))).Status);
            foreach (var act in (string[])["Approve", "Reject", "Spam", "Delete", "Pin"])
                Assert.Equal(HttpStatusCode.Forbidden, (await thief.PostAsync(PostTo("comments/comment", $"comment={Text(key)}", "decide"), ("Act", act))).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await thief.PostAsync(PostTo("comments/comment", $"comment={Text(key)}", "undo"), ("Batch", "1"))).Status);
            Assert.Empty((await thief.LoadAsync(site.AddressOf("comments/comment", $"comment={Text(key)}&edit=true"))).FindAll("textarea"));
        }
        Assert.Equal(1, site.Ask<long>($"SELECT COUNT(*) FROM comments_comments WHERE Id = {key} AND Text = 'Owned' AND State = 1 AND EditedAt IS NULL AND Place = 1"));
        Assert.Equal(HttpStatusCode.OK, (await owner.PostAsync(PostTo("comments/comment", $"comment={Text(key)}"), ("Text", "Owned and edited"))).Status);
    }

    [Fact]
    public async Task A_moderators_address_is_of_no_use_to_others()
    {
        var moderator = await site.VisitAsModeratorAsync("Robbed");
        await (await site.VisitAsMemberAsync("Waiter")).CommentAsync(site, "stolen", "Secret of the queue");
        site.SetState(site.KeyOf("Secret of the queue"), CommentState.Pending);
        var visitors = new[] { site.Visit(), await site.VisitAsMemberAsync("Robber"), await site.VisitAsModeratorAsync("Colleague") };
        foreach (var (path, fragment) in new[] { ("queue", "comments/queue"), ("threads", "comments/threads"), ("bans", "comments/bans"), ("rules", "comments/rules"), ("log", "comments/log") })
        {
            var page = await moderator.OpenAsync($"/admin/comments/{path}");
            var url = page.FragmentUrl(fragment);
            var posts = page.FindAll("form[hx-post]").Select(form => form.GetAttribute("hx-post")!).Where(post => post.StartsWith("/c/comments/", StringComparison.Ordinal)).ToList();
            foreach (var thief in visitors)
            {
                foreach (var address in (string[])[url, url.AsDocument()])
                {
                    var answer = await thief.LoadAsync(address);
                    Assert.True(answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, $"{address}: {answer.Status}");
                    Assert.DoesNotContain("Secret of the queue", answer.Html, StringComparison.Ordinal);
                }
                foreach (var post in posts)
                    Assert.True((await thief.PostAsync(post, ("Act", "Approve"), ("Comment", Text(site.KeyOf("Secret of the queue"))))).Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, post);
            }
        }
        Assert.Equal(CommentState.Pending, site.StateOf("Secret of the queue"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=A")]
    [InlineData("'; DROP TABLE comments_comments; --aaaaaaaa")]
    [InlineData("%00%0d%0aSet-Cookie:%20x=y")]
    [InlineData("<script>__hit()</script>aaaaaaaaaaaaaaaaaaa")]
    [InlineData("huge")]
    [InlineData("A%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20%20A")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D")]
    public async Task A_capability_of_the_wrong_shape_is_none(string token)
    {
        if (token == "huge")
            token = new string('A', 12_000);
        var guest = site.VisitFrom("198.51.100.9");
        guest.Client.DefaultRequestHeaders.Add("Cookie", $"comments-guest={token}");
        var thread = await guest.LoadThreadAsync(site, "shapes");
        Assert.Equal(HttpStatusCode.OK, thread.Status);
        var text = $"Shape {token.Length} of x{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(token[..Math.Min(9, token.Length)]))}";
        var answer = await guest.PostAsync(thread.Find("form.comments-form").GetAttribute("hx-post")!, ("Text", text), ("Name", "Shape"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("comments-guest=", answer.Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.Equal(1, site.Ask<long>($"SELECT COUNT(*) FROM comments_comments WHERE Text = '{text}' AND AuthorKey LIKE 'guest:%' AND length(AuthorKey) = 40"));
    }

    private static string Text(long key) => key.ToString(CultureInfo.InvariantCulture);

    private string ReplyTo(long comment) => site.AddressOf("comments/reply", $"comment={Text(comment)}");

    // As the form of a page that everybody may see has it.
    private string PostTo(string fragment, string parameters, string handler = "") => site.PostAddressOf(fragment, parameters, handler);
}
