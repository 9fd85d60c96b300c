using System.Globalization;
using System.Net;
using Components.Comments.Tests.Moderation;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Attacks;

/// <summary>The same thing sent again: a proof of work, a key, votes; and many at once.</summary>
public sealed class ReplayTests(ModeratedSite site) : IClassFixture<ModeratedSite>
{
    private const string Key = "0f9d6c1e-8a4b-4c47-9d5e-2b7f3a1c0d11";

    [Fact]
    public async Task A_proof_of_work_serves_for_one_comment()
    {
        var guest = site.VisitFrom("198.51.100.20");
        var form = (await guest.LoadThreadAsync(site, "work")).Find("form.comments-form");
        var work = await ModeratedSite.WorkAsync(guest, form.GetAttribute("data-work")!);
        site.Clock.Ahead += TimeSpan.FromSeconds(10);
        await guest.PostAsync(form.GetAttribute("hx-post")!, ("Text", "First with it"), ("Name", "Worker"), ("_work", work));
        var other = site.VisitFrom("198.51.100.21");
        await guest.PostAsync(form.GetAttribute("hx-post")!, ("Text", "Second with it"), ("Name", "Worker"), ("_work", work));
        await other.PostAsync(form.GetAttribute("hx-post")!, ("Text", "Third with it"), ("Name", "Thief"), ("_work", work));
        Assert.Equal((CommentState.Approved, CommentState.Pending, CommentState.Pending), (site.StateOf("First with it"), site.StateOf("Second with it"), site.StateOf("Third with it")));
    }

    [Fact]
    public async Task Of_twenty_at_once_one_has_the_work()
    {
        var guest = site.VisitFrom("198.51.100.22");
        var form = (await guest.LoadThreadAsync(site, "work-at-once")).Find("form.comments-form");
        var work = await ModeratedSite.WorkAsync(guest, form.GetAttribute("data-work")!);
        site.Clock.Ahead += TimeSpan.FromSeconds(10);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => guest.PostAsync(form.GetAttribute("hx-post")!, ("Text", $"Racing number {i}"), ("Name", "Racer"), ("_work", work))));
        Assert.Equal(20, site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE Text LIKE 'Racing number %'"));
        Assert.InRange(site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE Text LIKE 'Racing number %' AND State = 1"), 0, 1);
    }

    [Fact]
    public async Task Without_a_key_the_same_words_count_once_within_ten_seconds_and_again_after()
    {
        var guest = site.VisitFrom("198.51.100.24");
        await site.WriteAsGuestAsync(guest, "keyless", "To have a capability");
        var address = (await guest.LoadThreadAsync(site, "keyless")).Find("form.comments-form").GetAttribute("hx-post")!;
        foreach (var count in new[] { 1, 2, 3 })
        {
            site.Clock.Ahead += TimeSpan.FromSeconds(11);
            for (var i = 0; i < 2; i++)
                Assert.Equal(HttpStatusCode.OK, (await guest.PostAsync(address, ("Text", "Keyless words"), ("Name", "Again"))).Status);
            Assert.Equal(count, site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE Text = 'Keyless words'"));
        }
    }

    [Fact]
    public async Task The_same_form_again_is_one_comment_also_with_the_work_that_was_used()
    {
        var guest = site.VisitFrom("198.51.100.23");
        await site.WriteAsGuestAsync(guest, "again", "To have a capability");
        var form = (await guest.LoadThreadAsync(site, "again")).Find("form.comments-form");
        var work = await ModeratedSite.WorkAsync(guest, form.GetAttribute("data-work")!);
        site.Clock.Ahead += TimeSpan.FromSeconds(10);
        for (var i = 0; i < 3; i++)
        {
            var answer = await guest.PostAsync(form.GetAttribute("hx-post")!, ("Text", "Sent again"), ("Name", "Again"), ("_work", work), ("_key", "0f9d6c1e-8a4b-4c47-9d5e-2b7f3a1c0d12"));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Contains("Sent again", answer.Texts());
        }
        Assert.Equal(1, site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE Text = 'Sent again'"));
        Assert.Equal(CommentState.Approved, site.StateOf("Sent again"));
    }

    [Fact]
    public async Task A_key_with_another_text_is_a_conflict_and_the_text_is_still_there()
    {
        var member = await site.VisitAsMemberAsync("Replayer");
        var form = (await member.OpenAsync(site.ThreadOf("keys").AsDocument())).Find("form.comments-form");
        Assert.Equal(HttpStatusCode.OK, (await member.PostAsync(form.GetAttribute("hx-post")!, ("Text", "With the key"), ("_key", Key))).Status);
        // With JavaScript the form stays as it is, and is told why below it.
        var byHtmx = await member.PostAsync(form.GetAttribute("hx-post")!, ("Text", "Other words, not to be lost"), ("_key", Key));
        Assert.Equal(HttpStatusCode.Conflict, byHtmx.Status);
        Assert.Single(byHtmx.FindAll(".component-problem"));
        Assert.Empty(byHtmx.FindAll("form"));
        var document = await member.PostPlainlyAsync(form.GetAttribute("action")!, ("Text", "Other words, not to be lost"), ("_key", Key));
        Assert.Equal(HttpStatusCode.Conflict, document.Status);
        Assert.Contains("Other words, not to be lost", document.Html, StringComparison.Ordinal);
        Assert.Equal(0, site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE Text LIKE 'Other words%'"));
        // Nor does somebody else's key do or tell anything.
        var other = await site.VisitAsMemberAsync("OtherReplayer");
        Assert.Equal(HttpStatusCode.OK, (await other.PostAsync(form.GetAttribute("hx-post")!, ("Text", "My own"), ("_key", Key))).Status);
        Assert.Equal(2, site.Ask<long>("SELECT Count FROM comments_threads WHERE Subject = 'keys'"));
    }

    [Fact]
    public async Task The_answer_to_a_replay_shows_nothing_that_was_put_away_meanwhile()
    {
        var nobody = site.VisitFrom("198.51.100.24");
        await (await site.VisitAsMemberAsync("Asker")).CommentAsync(site, "replayed", "A question");
        var form = site.PostAddressOf("comments/reply", string.Create(CultureInfo.InvariantCulture, $"comment={site.KeyOf("A question")}"));
        Task<Page> Answer(Visitor visitor) => visitor.PostAsync(form, ("Text", "Put away later"), ("Name", "Nobody"), ("_key", "0f9d6c1e-8a4b-4c47-9d5e-2b7f3a1c0d13"));
        await Answer(nobody);
        site.SetState(site.KeyOf("Put away later"), CommentState.Rejected);
        // The same key from a browser that has no capability either: only the words are known to it.
        Assert.Empty((await Answer(site.VisitFrom("198.51.100.25"))).FindAll(".comments-text"));
    }

    [Fact]
    public async Task Votes_that_come_at_once_count_once()
    {
        await (await site.VisitAsMemberAsync("Liked")).CommentAsync(site, "votes", "Vote for this");
        var key = site.KeyOf("Vote for this");
        var votes = site.PostAddressOf("comments/votes", string.Create(CultureInfo.InvariantCulture, $"comment={key}"));
        var voter = await site.VisitAsMemberAsync("Flipper");
        // An odd number of the same vote, taken back each second time, counts once.
        var answers = await Task.WhenAll(Enumerable.Range(0, 49).Select(_ => voter.PostAsync(votes, ("Value", "1"))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        AssertConsistent(key);
        Assert.Equal((1L, 0L), (site.Ask<long>($"SELECT Ups FROM comments_comments WHERE Id = {key}"), site.Ask<long>($"SELECT Downs FROM comments_comments WHERE Id = {key}")));

        var flipper = await site.VisitAsMemberAsync("Flopper");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => flipper.PostAsync(votes, ("Value", i % 2 == 0 ? "1" : "-1"))));
        AssertConsistent(key);
    }

    [Fact]
    public async Task Nobody_votes_for_themselves_or_for_more_than_one()
    {
        var owner = site.VisitFrom("198.51.100.30");
        await site.WriteAsGuestAsync(owner, "own-votes", "I like me");
        var key = site.KeyOf("I like me");
        var votes = site.PostAddressOf("comments/votes", string.Create(CultureInfo.InvariantCulture, $"comment={key}"));
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.PostAsync(votes, ("Value", "1"))).Status);
        foreach (var value in (string[])["2", "1000000", "-2", "1e3", "x", "9999999999"])
        {
            var answer = await (await site.VisitAsMemberAsync($"Cheat{Guid.NewGuid():N}")).PostAsync(votes, ("Value", value), ("Ups", "99"), ("VoterKey", "member:x"), ("Weight", "99"));
            Assert.True(answer.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest, $"{value}: {answer.Status}");
        }
        Assert.Equal(0, site.Ask<long>($"SELECT Ups + Downs FROM comments_comments WHERE Id = {key}"));
    }

    [Fact]
    public async Task What_is_deleted_while_it_is_edited_is_gone()
    {
        var author = await site.VisitAsMemberAsync("Undecided");
        for (var i = 0; i < 12; i++)
        {
            await author.CommentAsync(site, "undecided", $"Shall I, number {i}");
            var comment = string.Create(CultureInfo.InvariantCulture, $"comment={site.KeyOf($"Shall I, number {i}")}");
            var edits = Enumerable.Range(0, 3).Select(n => author.PostAsync(site.PostAddressOf("comments/comment", comment), ("Text", $"Edited {n}, number {i}")));
            await Task.WhenAll([.. edits, author.PostAsync(site.PostAddressOf("comments/comment", comment, "delete"), ("x", ""))]);
        }
        Assert.Equal(12, site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE State = 4 AND ThreadId = (SELECT Id FROM comments_threads WHERE Subject = 'undecided')"));
        Assert.Equal(0, site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE State = 4 AND (Text <> '' OR AuthorName <> '')"));
        Assert.Equal(0, site.Ask<long>("SELECT COUNT(*) FROM comments_revisions WHERE Text LIKE '%, number %'"));
    }

    private void AssertConsistent(long key)
    {
        foreach (var (column, value) in (ReadOnlySpan<(string, int)>)[("Ups", 1), ("Downs", -1)])
            Assert.Equal(site.Ask<long>($"SELECT COUNT(*) FROM comments_votes WHERE CommentId = {key} AND Value = {value}"), site.Ask<long>($"SELECT {column} FROM comments_comments WHERE Id = {key}"));
        Assert.Equal(0, site.Ask<long>($"SELECT COUNT(*) FROM comments_votes WHERE CommentId = {key} GROUP BY VoterKey HAVING COUNT(*) > 1 UNION ALL SELECT 0"));
    }
}
