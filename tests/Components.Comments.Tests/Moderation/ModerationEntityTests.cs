using Components.Comments.Moderation;
using Components.Spam;

namespace Components.Comments.Tests.Moderation;

public sealed class ModerationEntityTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_erased_can_be_restored_whole()
    {
        var comment = Comment.Write(5, Now, 1, null, new Author("guest:x", "Gwen", "gwen@example.org", "https://gwen.example/"), "Hello", "192.0.2.1", CommentState.Approved);
        comment.HoldBecause("why");
        comment.Pin(true);
        var erased = comment.Remember();
        comment.Erase();
        Assert.Equal(("", "", null, null, null, Placement.Hidden), (comment.Text, comment.AuthorName, comment.Email, comment.Website, comment.Network, comment.Place));
        comment.Restore(erased, CommentState.Approved);
        Assert.Equal(("Hello", "Gwen", "gwen@example.org", "https://gwen.example/", "192.0.2.1"), (comment.Text, comment.AuthorName, comment.Email, comment.Website, comment.Network));
        Assert.Equal((CommentState.Approved, Placement.Pinned, "why", Comment.HashOf("Hello")), (comment.State, comment.Place, comment.Held, comment.TextHash));
    }

    [Theory]
    [InlineData("Bane@Example.org", "bane@example.org")]
    [InlineData("bane+tag@example.org", "bane@example.org")]
    [InlineData("ｂａｎｅ@example.org", "bane@example.org")]
    [InlineData("+@example.org", "+@example.org")]
    public void A_ban_is_of_a_person_however_the_address_is_written(string email, string person) =>
        Assert.Equal(person, Ban.Of(1, BanKind.Email, email, "", "", null).Value);

    [Fact]
    public void What_is_kept_of_findings_fits_and_begins_with_the_first()
    {
        var findings = Enumerable.Range(1, 40).Select(i => new Finding($"rule-{i}", SpamVerdict.Hold, "It contains the blocked word “{0}”.", [new string('x', 100)])).ToList();
        var held = new Judgement(CommentState.Pending, findings).Held!;
        Assert.InRange(held.Length, 1500, 2000);
        Assert.Equal(findings[..Finding.FromJson(held).Count], Finding.FromJson(held));
        Assert.Null(Judgement.Approved.Held);
    }
}
