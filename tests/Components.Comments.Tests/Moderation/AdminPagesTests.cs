using System.Net;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Moderation;

/// <summary>Rules, threads, bans and the log, as moderators use them without JavaScript.</summary>
public sealed class AdminPagesTests : IDisposable
{
    private const string Log = "/admin/comments/log";
    private const string Rules = "/admin/comments/rules";
    private const string Threads = "/admin/comments/threads";
    private const string Bans = "/admin/comments/bans";

    private readonly ModeratedSite _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData(ModeratedSite.Queue, "comments/queue")]
    [InlineData(Log, "comments/log")]
    [InlineData(Rules, "comments/rules")]
    [InlineData(Threads, "comments/threads")]
    [InlineData(Bans, "comments/bans")]
    public async Task Members_are_refused_on_every_page_and_by_every_form(string page, string fragment)
    {
        var moderator = await _site.VisitAsModeratorAsync();
        var opened = await moderator.OpenAsync(page);
        var member = await _site.VisitAsMemberAsync("Nosy");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.LoadAsync(opened.FragmentUrl(fragment))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Visit().LoadAsync(opened.FragmentUrl(fragment))).Status);
        Assert.Contains("/account/denied", (await member.OpenAsync(page)).Location, StringComparison.Ordinal);
        foreach (var form in opened.FindAll("form[hx-post]"))
            Assert.Equal(HttpStatusCode.Forbidden, (await member.PostAsync(form.GetAttribute("hx-post")!, ("Batch", "1"))).Status);
    }

    [Fact]
    public async Task A_member_decides_nothing_inside_the_thread()
    {
        var mary = await _site.VisitAsMemberAsync();
        var thread = await mary.CommentAsync(_site, "inside", "Mine");
        Assert.Empty(thread.FindAll("form[id$='-decide']"));
        var moderator = await _site.VisitAsModeratorAsync();
        var form = (await moderator.LoadThreadAsync(_site, "inside")).Find("form[id$='-decide']").GetAttribute("hx-post")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await mary.PostAsync(form, ("Act", "Pin"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _site.Visit().PostAsync(form, ("Act", "Pin"))).Status);
        // Nor does a moderator do by it what is no decision.
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.PostAsync(form, ("Act", "DeleteRule"))).Status);
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM comments_audit"));
    }

    [Fact]
    public async Task Inside_the_thread_a_comment_is_pinned_rejected_and_taken_back()
    {
        var mary = await _site.VisitAsMemberAsync();
        await mary.CommentAsync(_site, "inside", "Mine");
        var moderator = await _site.VisitAsModeratorAsync();
        var form = (await moderator.LoadThreadAsync(_site, "inside")).Find("form[id$='-decide']").GetAttribute("hx-post")!;
        await moderator.PostAsync(form, ("Act", "Pin"));
        Assert.Equal(2, _site.Ask<long>("SELECT Place FROM comments_comments"));
        var answer = await moderator.PostAsync(form, ("Act", "Reject"));
        Assert.Empty((await _site.Visit().LoadThreadAsync(_site, "inside")).Texts());
        var undo = answer.Find("form.comments-undo");
        await moderator.PostAsync(undo.GetAttribute("hx-post")!, ("Batch", undo.QuerySelector("input")!.GetAttribute("value")!));
        Assert.Equal(["Mine"], (await _site.Visit().LoadThreadAsync(_site, "inside")).Texts());
        Assert.Equal(2, _site.Ask<long>("SELECT Place FROM comments_comments"));
    }

    [Fact]
    public async Task A_rule_is_added_tried_switched_on_and_deleted()
    {
        await (await _site.VisitAsMemberAsync("Gambler")).CommentAsync(_site, "rules", "Come to my CASINO tonight");
        await (await _site.VisitAsMemberAsync("Quiet")).CommentAsync(_site, "rules", "A quiet evening");
        var moderator = await _site.VisitAsModeratorAsync();
        var added = await moderator.SubmitAsync((await moderator.OpenAsync(Rules)).Find(".component-rules form:not([hidden])"), ("Kind", "Words"), ("Verdict", "Spam"), ("Scope", "Everybody"), ("Entries", "casino*"), ("Limit", "0"));
        var trial = await moderator.OpenAsync(added.Location!);
        Assert.Contains("Of the last 2 comments this rule would have found 1.", trial.Find(".component-trial").TextContent, StringComparison.Ordinal);
        Assert.Contains("It contains the blocked word “casino*”.", trial.Find(".component-trial").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("A quiet evening", trial.Find(".component-trial").TextContent, StringComparison.Ordinal);

        // It is off until it is switched on, and a trial changes nothing.
        await (await _site.VisitAsMemberAsync("Gambler2")).CommentAsync(_site, "rules", "Another casino");
        Assert.Equal(CommentState.Approved, _site.StateOf("Another casino"));
        await PressAsync(moderator, Rules, "Switch on");
        await (await _site.VisitAsMemberAsync("Gambler3")).CommentAsync(_site, "rules", "Yet another casino");
        Assert.Equal(CommentState.Spam, _site.StateOf("Yet another casino"));
        await PressAsync(moderator, Rules, "Switch off");
        await PressAsync(moderator, Rules, "Delete");
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM comments_rules"));

        // The log undoes the latest first: it is there again, and on.
        await PressAsync(moderator, Log, "Undo");
        Assert.Equal("casino*", _site.Ask<string>("SELECT Entries FROM comments_rules WHERE IsOn = 0"));
        await PressAsync(moderator, Log, "Undo");
        Assert.Equal(1, _site.Ask<long>("SELECT COUNT(*) FROM comments_rules WHERE IsOn"));
        await PressAsync(moderator, Log, "Undo");
        await PressAsync(moderator, Log, "Undo");
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM comments_rules"));
    }

    [Theory]
    [InlineData("Links", 0, "A link", "It has a link, and may have none.")]
    [InlineData("Rate", 1, "Second of Mary", "It is number 2 by this author of late; more than 1 are too many.")]
    [InlineData("Duplicate", 1, "again, the very same words that somebody wrote before", "The same text was sent before.")]
    [InlineData("Offender", 1, "Not rejected yet", "A submission of this author was rejected before.")]
    public async Task A_number_of_the_settings_is_tried_on_what_was_known_of_each_comment(string rule, int number, string found, string reason)
    {
        var mary = await _site.VisitAsMemberAsync();
        await mary.CommentAsync(_site, "first", "The first");
        await mary.CommentAsync(_site, "first", "Second of Mary");
        foreach (var name in new[] { "Echo", "Repeater" })
            await (await _site.VisitAsMemberAsync(name)).CommentAsync(_site, name, "again, the very same words that somebody wrote before");
        await (await _site.VisitAsMemberAsync("Linker")).CommentAsync(_site, "links", "A link: https://a.example");
        var offender = await _site.VisitAsMemberAsync("Offender");
        await offender.CommentAsync(_site, "offence", "Bad");
        var moderator = await _site.VisitAsModeratorAsync();
        var form = (await moderator.LoadThreadAsync(_site, "offence")).Find("form[id$='-decide']").GetAttribute("hx-post")!;
        await moderator.PostAsync(form, ("Act", "Reject"));
        await offender.CommentAsync(_site, "offence", "Not rejected yet");

        var answer = await moderator.SubmitAsync((await moderator.OpenAsync(Rules)).Find("form[action*='/try']"), ("Setting", rule), ("Number", number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var trial = (await moderator.OpenAsync(answer.Location!)).Find(".component-trial");
        Assert.Contains(trial.QuerySelectorAll("li"), item => item.TextContent.Contains(found, StringComparison.Ordinal) && item.TextContent.Contains(reason, StringComparison.Ordinal));
        Assert.DoesNotContain("The first", trial.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Honeypot", "1")]
    [InlineData("TooFast", "1")]
    [InlineData("Links", "1001")]
    [InlineData("99", "1")]
    public async Task What_cannot_be_tried_is_refused(string rule, string number)
    {
        var moderator = await _site.VisitAsModeratorAsync();
        var answer = await moderator.PostAsync((await moderator.OpenAsync(Rules)).Find("form[action*='/try']").GetAttribute("hx-post")!, ("Setting", rule), ("Number", number));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
    }

    [Fact]
    public async Task A_rule_may_refuse_and_says_so_to_its_author()
    {
        var moderator = await _site.VisitAsModeratorAsync();
        await moderator.SubmitAsync((await moderator.OpenAsync(Rules)).Find(".component-rules form:not([hidden])"), ("Kind", "Words"), ("Verdict", "Refuse"), ("Scope", "Untrusted"), ("Entries", "casino"), ("Limit", "0"));
        await PressAsync(moderator, Rules, "Switch on");
        var refused = await (await _site.VisitAsMemberAsync("Gambler")).CommentAsync(_site, "rules", "Casino!");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("casino", refused.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM comments_comments"));
    }

    [Theory]
    [InlineData("Words", "***")]
    [InlineData("Words", "")]
    [InlineData("Addresses", "not an address")]
    [InlineData("Rate", "x")]
    public async Task A_rule_that_means_nothing_is_not_taken(string kind, string entries)
    {
        var moderator = await _site.VisitAsModeratorAsync();
        var answer = await moderator.SubmitAsync((await moderator.OpenAsync(Rules)).Find(".component-rules form:not([hidden])"), ("Kind", kind), ("Verdict", "Hold"), ("Scope", "Everybody"), ("Entries", entries), ("Limit", "0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.FindAll(".field-error"));
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM comments_rules"));
    }

    [Fact]
    public async Task A_threads_policy_is_set_and_undone()
    {
        var mary = await _site.VisitAsMemberAsync();
        await mary.CommentAsync(_site, "policy-100%", "First");
        await mary.CommentAsync(_site, "policy-1000", "Second");
        var moderator = await _site.VisitAsModeratorAsync();
        var found = await moderator.OpenAsync((await moderator.SubmitAsync((await moderator.OpenAsync(Threads)).Find("form.comments-search"), ("Subject", "100%"))).Location!);
        Assert.Equal("policy-100%", Assert.Single(found.FindAll(".comments-log-list > li strong")).TextContent);
        var open = await moderator.OpenAsync(found.Find(".comments-log-list a.button").GetAttribute("href")!);
        await moderator.SubmitAsync(open.Find("form[id$='-policy']"), ("Hold", "Everybody"), ("Access", ""), ("CloseAfterDays", "5"));

        await mary.CommentAsync(_site, "policy-100%", "Held");
        Assert.Equal(CommentState.Pending, _site.StateOf("Held"));
        _site.Clock.Ahead += TimeSpan.FromDays(6);
        var stranger = await _site.VisitAsMemberAsync("Late");
        Assert.Empty((await stranger.LoadThreadAsync(_site, "policy-100%")).FindAll("form.comments-form"));
        Assert.NotEmpty((await stranger.LoadThreadAsync(_site, "policy-1000")).FindAll("form.comments-form"));
        await PressAsync(await _site.VisitAsModeratorAsync("Later"), Log, "Undo");
        Assert.NotEmpty((await stranger.LoadThreadAsync(_site, "policy-100%")).FindAll("form.comments-form"));
    }

    [Fact]
    public async Task A_pinned_comment_is_found_in_its_thread_and_unpinned()
    {
        await (await _site.VisitAsMemberAsync()).CommentAsync(_site, "pins", "Pin me");
        var moderator = await _site.VisitAsModeratorAsync();
        await moderator.PostAsync((await moderator.LoadThreadAsync(_site, "pins")).Find("form[id$='-decide']").GetAttribute("hx-post")!, ("Act", "Pin"));
        var open = await moderator.OpenAsync((await moderator.OpenAsync(Threads)).Find(".comments-log-list a.button").GetAttribute("href")!);
        Assert.Contains("Pin me", open.Html, StringComparison.Ordinal);
        await PressAsync(moderator, open, "Unpin");
        Assert.Equal(1, _site.Ask<long>("SELECT Place FROM comments_comments"));
    }

    [Fact]
    public async Task A_ban_is_lifted_and_the_lifting_is_undone()
    {
        var guest = _site.VisitFrom("203.0.113.1");
        await _site.WriteAsGuestAsync(guest, "bans", "Banned soon", "Bad");
        var moderator = await _site.VisitAsModeratorAsync();
        var approved = (await moderator.OpenAsync(ModeratedSite.Queue)).FindAll(".comments-tabs a").First(link => link.TextContent == "Approved").GetAttribute("href")!;
        var ban = (await moderator.OpenAsync(approved)).FindAll(".comments-queued a.button").First(link => link.TextContent == "Ban…").GetAttribute("href")!;
        await moderator.SubmitAsync((await moderator.OpenAsync(ban)).Find("form.comments-ban"), ("Author", "true"), ("Days", "0"), ("Reason", "Rude"));
        Assert.Equal(HttpStatusCode.Forbidden, (await _site.WriteAsGuestAsync(guest, "bans", "Still here", "Bad")).Status);
        Assert.Contains("Rude", (await moderator.OpenAsync(Bans)).Html, StringComparison.Ordinal);
        await PressAsync(moderator, Bans, "Lift the ban");
        Assert.Equal(HttpStatusCode.OK, (await _site.WriteAsGuestAsync(guest, "bans", "Back again", "Bad")).Status);
        await PressAsync(moderator, Log, "Undo");
        Assert.Equal(HttpStatusCode.Forbidden, (await _site.WriteAsGuestAsync(guest, "bans", "Gone again", "Bad")).Status);
    }

    private static async Task PressAsync(Visitor moderator, string page, string button) => await PressAsync(moderator, await moderator.OpenAsync(page), button);

    // As a browser does with a button that stands outside of its form.
    private static async Task PressAsync(Visitor moderator, Page page, string text)
    {
        var button = page.FindAll("button[form]").First(button => button.TextContent.Trim() == text);
        await moderator.SubmitAsync(page.Find($"#{button.GetAttribute("form")}"), (button.GetAttribute("name")!, button.GetAttribute("value")!));
    }
}
