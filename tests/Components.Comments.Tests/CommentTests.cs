namespace Components.Comments.Tests;

public sealed class CommentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_comment_keeps_what_was_written_by_whom_where_and_when()
    {
        var comment = Write(new Author("id", "Mary"), isApproved: true);
        Assert.Equal((7L, "subject", "/page", "id", "Mary", "**text**", Now, true),
            (comment.Id, comment.Subject, comment.HostPage, comment.AuthorId, comment.AuthorName, comment.Text, comment.CreatedAt, comment.IsApproved));
    }

    [Fact]
    public void A_held_comment_waits_until_it_is_approved()
    {
        var comment = Write(new Author("id", "Mary"), isApproved: false);
        Assert.False(comment.IsApproved);
        comment.Approve();
        Assert.True(comment.IsApproved);
    }

    [Fact]
    public void A_long_name_is_cut_to_what_the_table_takes()
    {
        var comment = Write(new Author("id", new string('m', 1000)), isApproved: true);
        Assert.Equal(Comment.LongestName, comment.AuthorName.Length);
    }

    [Fact]
    public void A_name_is_never_cut_in_the_middle_of_an_emoji()
    {
        var comment = Write(new Author("id", new string('m', Comment.LongestName - 1) + "😀"), isApproved: true);
        Assert.Equal(new string('m', Comment.LongestName - 1), comment.AuthorName);
    }

    private static Comment Write(Author author, bool isApproved) => Comment.Write(7, Now, "subject", "/page", author, "**text**", isApproved);
}
