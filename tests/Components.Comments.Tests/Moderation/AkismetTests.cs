using System.Net;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Moderation;

public sealed class AkismetTests : IAsyncDisposable
{
    private readonly AkismetStandIn _akismet = new();
    private readonly ModeratedSite _site = new();

    public AkismetTests() => _akismet.AnswerTo(_site);

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _akismet.DisposeAsync();
    }

    [Fact]
    public async Task What_it_takes_for_good_is_shown()
    {
        Assert.Equal(HttpStatusCode.OK, (await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.20"), "akismet", "Ham")).Status);
        Assert.Equal(CommentState.Approved, _site.StateOf("Ham"));
        var asked = Assert.Single(_akismet.CallsOf("comment-check"));
        Assert.Equal(("Ham", "192.0.2.20", "Gast", "comment"), (asked["comment_content"], asked["user_ip"], asked["comment_author"], asked["comment_type"]));
    }

    [Theory]
    [InlineData("true", null)]
    [InlineData("true", "discard")]
    public async Task What_it_takes_for_spam_is_spam_and_kept(string verdict, string? tip)
    {
        _akismet.Verdict = (verdict, tip);
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.21"), "akismet", "Buy now");
        Assert.Equal(CommentState.Spam, _site.StateOf("Buy now"));
        Assert.Contains("akismet", _site.HeldOf("Buy now"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_is_out_of_order_comments_wait_and_are_neither_lost_nor_let_through()
    {
        _akismet.Status = 500;
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.22"), "akismet", "Broken");
        Assert.Equal(CommentState.Pending, _site.StateOf("Broken"));
        Assert.Contains("Akismet could not be asked.", _site.HeldOf("Broken"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_is_slow_others_write_meanwhile()
    {
        var moderator = await _site.VisitAsModeratorAsync();
        var form = (await moderator.LoadThreadAsync(_site, "akismet")).Find("form.comments-form").GetAttribute("hx-post")!;
        var gate = new TaskCompletionSource();
        _akismet.Gate = gate.Task;
        var slow = _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.23"), "akismet", "Slow");
        await _akismet.WaitForAsync("comment-check");
        // A moderator is not judged; had the guest's transaction begun, this would have to wait for it.
        Assert.Equal(HttpStatusCode.OK, (await moderator.PostAsync(form, ("Text", "Meanwhile"))).Status);
        Assert.False(slow.IsCompleted);
        gate.SetResult();
        await slow;
        Assert.Equal(CommentState.Approved, _site.StateOf("Slow"));
    }

    [Fact]
    public async Task When_it_is_gone_comments_wait()
    {
        await _akismet.DisposeAsync();
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.24"), "akismet", "Alone");
        Assert.Equal(CommentState.Pending, _site.StateOf("Alone"));
    }

    [Fact]
    public async Task It_learns_what_moderators_decide_otherwise()
    {
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.25"), "akismet", "Sly spam");
        var moderator = await _site.VisitAsModeratorAsync();
        await DecideAsync(moderator, "Spam", "Sly spam");
        Assert.Equal("Sly spam", (await _akismet.WaitForAsync("submit-spam"))["comment_content"]);
        await DecideAsync(moderator, "Approve", "Sly spam");
        Assert.Equal("Sly spam", (await _akismet.WaitForAsync("submit-ham"))["comment_content"]);
    }

    [Fact]
    public async Task A_decision_does_not_wait_for_it()
    {
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.26"), "akismet", "Decided");
        var moderator = await _site.VisitAsModeratorAsync();
        _akismet.Status = 500;
        Assert.Equal(HttpStatusCode.OK, (await DecideAsync(moderator, "Spam", "Decided")).Status);
        await _akismet.WaitForAsync("submit-spam");
        Assert.Equal(CommentState.Spam, _site.StateOf("Decided"));
    }

    [Fact]
    public async Task Moderators_are_not_judged()
    {
        _akismet.Verdict = ("true", null);
        await (await _site.VisitAsModeratorAsync()).CommentAsync(_site, "akismet", "By a moderator");
        Assert.Equal(CommentState.Approved, _site.StateOf("By a moderator"));
        Assert.Empty(_akismet.CallsOf("comment-check"));
    }

    // The comment need not be on the page that is shown.
    private async Task<Page> DecideAsync(Visitor moderator, string act, string text)
    {
        var address = _site.AddressOf("comments/comment", $"comment={_site.KeyOf(text)}");
        var form = (await moderator.LoadAsync(address)).Find("form[id$='-decide']").GetAttribute("hx-post")!;
        return await moderator.PostAsync(form, ("Act", act));
    }
}
