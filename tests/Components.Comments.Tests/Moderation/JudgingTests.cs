using System.Net;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Moderation;

/// <summary>What becomes of a comment: by policy, by each rule, and in whose words.</summary>
public sealed class JudgingTests : IDisposable
{
    private readonly ModeratedSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_guest_whose_browser_did_the_work_is_shown_at_once()
    {
        Assert.Equal(["Fine"], (await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.1"), "work", "Fine")).Texts());
        Assert.Equal("", _site.HeldOf("Fine"));
    }

    [Fact]
    public async Task Without_JavaScript_a_guests_comment_waits_and_is_not_lost()
    {
        var guest = _site.VisitFrom("192.0.2.2");
        var document = await guest.OpenAsync(_site.ThreadOf("plain").AsDocument());
        var answer = await guest.SubmitAsync(document.Find("form.comments-form"), ("Text", "Without"), ("Name", "Plain"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal(CommentState.Pending, _site.StateOf("Without"));
        await AssertSaysAsync("Without", "The browser did no proof of work.", "ブラウザー");
    }

    [Theory]
    [InlineData("https://a.example https://b.example https://c.example", "It has 3 links; more than 2 are too many.", "3")]
    public async Task Links_are_counted(string text, string words, string japanese)
    {
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.3"), "links", text);
        Assert.Equal(CommentState.Pending, _site.StateOf(text));
        await AssertSaysAsync(text, words, japanese);
    }

    [Fact]
    public async Task What_is_sent_at_once_was_not_written_by_hand()
    {
        var guest = _site.VisitFrom("192.0.2.4");
        var form = (await guest.LoadThreadAsync(_site, "fast")).Find("form.comments-form");
        await guest.PostAsync(form.GetAttribute("hx-post")!, ("Text", "Quick"), ("Name", "Flash"), ("_work", await ModeratedSite.WorkAsync(guest, "comments")));
        Assert.Equal(CommentState.Pending, _site.StateOf("Quick"));
        Assert.Contains("\"fast\"", _site.HeldOf("Quick"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_fills_in_what_nobody_sees_is_a_program()
    {
        var answer = await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.5"), "honey", "Buy", "Bot", ("homepage", "https://spam.example"));
        Assert.Equal(CommentState.Spam, _site.StateOf("Buy"));
        // It is not told.
        Assert.Contains("moderator", answer.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.DoesNotContain("Spam", answer.Html, StringComparison.Ordinal);
        await AssertSaysAsync("Buy", "The field that people do not see was filled in.", "入力", CommentState.Spam);
    }

    [Fact]
    public async Task A_long_text_that_somebody_else_wrote_waits_and_a_short_one_does_not()
    {
        const string Long = "The same long praise of the same good shop, word for word.";
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.6"), "same", Long);
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.7"), "same", Long.ToUpperInvariant());
        Assert.Equal(CommentState.Pending, _site.StateOf(Long.ToUpperInvariant()));
        await AssertSaysAsync(Long.ToUpperInvariant(), "The same text was sent before.", "同じ");
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.8"), "same", "Thanks");
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.9"), "same", "thanks");
        Assert.Equal(CommentState.Approved, _site.StateOf("thanks"));
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.9"), "same elsewhere", "Thanks!");
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.9"), "same", "thanks !");
        Assert.Equal((CommentState.Approved, CommentState.Approved), (_site.StateOf("Thanks!"), _site.StateOf("thanks !")));
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.9"), "same", "THANKS");
        Assert.Equal(CommentState.Pending, _site.StateOf("THANKS"));
    }

    [Fact]
    public async Task Of_those_who_send_the_same_long_text_at_the_same_moment_one_is_shown()
    {
        const string Long = "Eight guests praise the same good shop with the same long words, all at once.";
        await Task.WhenAll(Enumerable.Range(20, 8).Select(number => _site.WriteAsGuestAsync(_site.VisitFrom($"192.0.2.{number}"), "at once", Long)));
        Assert.Equal(8, _site.Ask<long>($"SELECT count(*) FROM comments_comments WHERE Text = '{Long}'"));
        Assert.Equal(1, _site.Ask<long>($"SELECT count(*) FROM comments_comments WHERE Text = '{Long}' AND State = 1"));
    }

    [Fact]
    public async Task Who_was_rejected_twice_waits_also_with_a_new_name_in_the_same_network()
    {
        for (var i = 1; i <= 2; i++)
            await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.10"), "again", $"Bad {i}");
        using (var connection = _site.OpenDatabase())
            connection.Run("UPDATE comments_comments SET State = 2, Place = 0 WHERE Text LIKE 'Bad %'");
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.10"), "again", "Sorry", "Somebody else");
        Assert.Equal(CommentState.Pending, _site.StateOf("Sorry"));
        Assert.Contains("offender", _site.HeldOf("Sorry"), StringComparison.Ordinal);
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.11"), "again", "Stranger");
        Assert.Equal(CommentState.Approved, _site.StateOf("Stranger"));
    }

    [Fact]
    public async Task Somebody_who_writes_all_the_time_waits_after_fifteen()
    {
        var member = await _site.VisitAsMemberAsync("Talker");
        for (var i = 1; i <= 16; i++)
            await member.CommentAsync(_site, "rate", $"Word number {i}");
        // Trusted after five.
        Assert.Equal(CommentState.Approved, _site.StateOf("Word number 16"));

        var guest = _site.VisitFrom("192.0.2.12");
        for (var i = 1; i <= 16; i++)
            await _site.WriteAsGuestAsync(guest, "rate", $"Guest word {i}");
        Assert.Equal(CommentState.Approved, _site.StateOf("Guest word 15"));
        Assert.Equal(CommentState.Pending, _site.StateOf("Guest word 16"));
    }

    [Fact]
    public async Task An_edit_is_judged_too()
    {
        var member = await _site.VisitAsMemberAsync("Editor");
        var thread = await member.CommentAsync(_site, "edit", "Harmless");
        var item = thread.CommentOf("Harmless").QuerySelectorAll("a.comments-action").First(link => link.TextContent == "Edit").GetAttribute("hx-get")!;
        var form = (await member.LoadAsync(item)).Find("form.comments-form");
        var answer = await member.PostAsync(form.GetAttribute("hx-post")!, ("Text", "https://a.example https://b.example https://c.example"));
        Assert.Contains("once a moderator has approved", answer.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Empty((await _site.Visit().LoadThreadAsync(_site, "edit")).Texts());
        Assert.Equal(0, _site.Ask<long>("SELECT Count FROM comments_threads WHERE Subject = 'edit'"));
    }

    [Theory]
    [InlineData("Everybody", CommentState.Pending, CommentState.Pending)]
    [InlineData("Guests", CommentState.Approved, CommentState.Pending)]
    [InlineData("FirstTimers", CommentState.Pending, CommentState.Pending)]
    [InlineData("Nobody", CommentState.Approved, CommentState.Approved)]
    public async Task The_policy_decides_about_members_and_guests(string hold, CommentState member, CommentState guest)
    {
        _site.Settings["Packs:Comments:Hold"] = hold;
        await (await _site.VisitAsMemberAsync("Policed")).CommentAsync(_site, "policy", "From a member");
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.13"), "policy", "From a guest");
        Assert.Equal(member, _site.StateOf("From a member"));
        Assert.Equal(guest, _site.StateOf("From a guest"));
        await (await _site.VisitAsModeratorAsync("Boss")).CommentAsync(_site, "policy", "From a moderator");
        Assert.Equal(CommentState.Approved, _site.StateOf("From a moderator"));
    }

    [Fact]
    public async Task A_guest_is_known_by_capability_and_never_by_the_address_they_typed()
    {
        _site.Settings["Packs:Comments:Hold"] = "FirstTimers";
        var known = _site.VisitFrom("192.0.2.14");
        Assert.Contains("moderator", (await _site.WriteAsGuestAsync(known, "known", "First", "Karl", ("Email", "karl@example.org"))).Header("Component-Flash"), StringComparison.Ordinal);
        await DecideAsync(await _site.VisitAsModeratorAsync("Mod"), "Approve", "First");
        await _site.WriteAsGuestAsync(known, "known", "Second", "Karl");
        Assert.Equal(CommentState.Approved, _site.StateOf("Second"));
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.14"), "known", "Impostor", "Karl", ("Email", "karl@example.org"));
        Assert.Equal(CommentState.Pending, _site.StateOf("Impostor"));
        await AssertSaysAsync("Impostor", "Nothing by this author was approved before.", "まだ承認されたことがありません");
    }

    private async Task DecideAsync(Visitor moderator, string act, string text)
    {
        var queue = await moderator.OpenAsync(ModeratedSite.Queue);
        await moderator.PostAsync(queue.Find(".comments-queue > form[hidden]").GetAttribute("hx-post")!, ("One", $"{act}:{_site.KeyOf(text)}"));
    }

    private async Task AssertSaysAsync(string text, string english, string japanese, CommentState state = CommentState.Pending)
    {
        var moderator = await _site.VisitAsModeratorAsync($"Reader{_site.KeyOf(text) % 1000}");
        var tab = (await moderator.OpenAsync(ModeratedSite.Queue)).FindAll(".comments-tabs a").First(link => link.TextContent == state.ToString()).GetAttribute("hx-get")!;
        Assert.Contains(english, (await moderator.LoadAsync(tab)).Find($"#queued-{_site.KeyOf(text)} .comments-findings").TextContent, StringComparison.Ordinal);
        moderator.Client.DefaultRequestHeaders.Add("Accept-Language", "ja");
        Assert.Contains(japanese, (await moderator.LoadAsync(tab)).Find($"#queued-{_site.KeyOf(text)} .comments-findings").TextContent, StringComparison.Ordinal);
    }
}
