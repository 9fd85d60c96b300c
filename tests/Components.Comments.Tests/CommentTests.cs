namespace Components.Comments.Tests;

public sealed class CommentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_comment_keeps_what_was_written_by_whom_where_and_when()
    {
        var comment = Write(new Author("id", "Mary", "mary@example.com", "https://mary.example/"));
        Assert.Equal((7L, 3L, 3L, 0, "id", "Mary", "mary@example.com", "https://mary.example/", "**text**", Now, "192.0.2.1"),
            (comment.Id, comment.ThreadId, comment.ParentId, comment.Depth, comment.AuthorKey, comment.AuthorName, comment.Email, comment.Website, comment.Text, comment.CreatedAt, comment.Network));
    }

    [Fact]
    public void A_held_comment_has_no_place_until_it_is_approved()
    {
        var comment = Write(new Author("id", "Mary"), CommentState.Pending);
        Assert.Equal(Placement.Hidden, comment.Place);
        comment.Decide(CommentState.Approved);
        Assert.Equal(Placement.Shown, comment.Place);
    }

    [Fact]
    public void An_answer_stands_one_level_below_what_it_answers()
    {
        var parent = Write(new Author("id", "Mary"));
        var answer = Comment.Write(8, Now, 3, parent, new Author("other", "Ann"), "text", null, CommentState.Approved);
        Assert.Equal((7L, 1, false), (answer.ParentId, answer.Depth, answer.IsTopLevel));
    }

    [Theory, InlineData(CommentState.Deleted), InlineData(CommentState.Rejected), InlineData(CommentState.Spam), InlineData(CommentState.Pending)]
    public void What_was_answered_keeps_its_place_when_it_is_gone_until_the_last_answer_is(CommentState state)
    {
        var comment = Write(new Author("id", "Mary"));
        comment.CountReply(1);
        comment.Decide(state);
        Assert.Equal(Placement.Shown, comment.Place);
        comment.CountReply(-1);
        Assert.Equal(Placement.Hidden, comment.Place);
    }

    [Fact]
    public void Only_an_approved_comment_of_the_page_is_pinned()
    {
        var comment = Write(new Author("id", "Mary"));
        comment.Pin(true);
        Assert.Equal(Placement.Pinned, comment.Place);
        comment.Decide(CommentState.Rejected);
        Assert.Equal(Placement.Hidden, comment.Place);
        var answer = Comment.Write(8, Now, 3, comment, new Author("id", "Mary"), "text", null, CommentState.Approved);
        answer.Pin(true);
        Assert.Equal(Placement.Shown, answer.Place);
    }

    [Fact]
    public void An_erased_comment_keeps_nothing_of_its_author()
    {
        var comment = Write(new Author("id", "Mary", "mary@example.com", "https://mary.example/"));
        comment.Edit(9, Now, "other", "id");
        comment.Erase();
        Assert.Equal(("", "", null, null, null, null, CommentState.Deleted),
            (comment.Text, comment.AuthorName, comment.Email, comment.Website, comment.Network, comment.EditedAt, comment.State));
    }

    [Fact]
    public void An_edit_tells_what_was_there_before()
    {
        var comment = Write(new Author("id", "Mary"));
        Assert.Null(comment.Edit(9, Now, "**text**", "id"));
        var earlier = comment.Edit(9, Now.AddMinutes(1), "better", "moderator");
        Assert.Equal(new Revision(9, 7, "**text**", Now, "moderator"), earlier);
        Assert.Equal(("better", Now.AddMinutes(1)), (comment.Text, comment.EditedAt));
    }

    [Theory, InlineData(14, true), InlineData(15, false)]
    public void An_author_edits_within_the_window(int minutes, bool may) =>
        Assert.Equal(may, Comment.IsEditable(CommentState.Approved, Now, Now.AddMinutes(minutes), TimeSpan.FromMinutes(15)));

    [Theory, InlineData(CommentState.Rejected), InlineData(CommentState.Spam), InlineData(CommentState.Deleted)]
    public void What_a_moderator_put_away_is_edited_no_more(CommentState state) =>
        Assert.False(Comment.IsEditable(state, Now, Now, TimeSpan.FromMinutes(15)));

    // Figures of the Wilson score interval at 95 %, from its formula worked out by hand.
    [Theory, InlineData(0, 0, 0), InlineData(1, 0, 0.2065), InlineData(10, 0, 0.7225), InlineData(100, 0, 0.9630), InlineData(50, 50, 0.4038), InlineData(0, 5, 0)]
    public void The_score_is_what_the_votes_make_certain(int ups, int downs, double score) => Assert.Equal(score, Comment.LowerBound(ups, downs), 0.0002);

    [Fact]
    public void The_same_words_are_the_same_text_whatever_their_case_and_spacing()
    {
        Assert.Equal(Comment.HashOf("Buy  now"), Comment.HashOf(" buy\nNOW "));
        Assert.NotEqual(Comment.HashOf("Buy now"), Comment.HashOf("Buy later"));
    }

    [Fact]
    public void A_long_name_is_cut_to_what_the_table_takes()
    {
        var comment = Write(new Author("id", new string('m', 1000)));
        Assert.Equal(Comment.LongestName, comment.AuthorName.Length);
    }

    [Fact]
    public void A_name_is_never_cut_in_the_middle_of_an_emoji()
    {
        var comment = Write(new Author("id", new string('m', Comment.LongestName - 1) + "😀"));
        Assert.Equal(new string('m', Comment.LongestName - 1), comment.AuthorName);
    }

    private static Comment Write(Author author, CommentState state = CommentState.Approved) => Comment.Write(7, Now, 3, null, author, "**text**", "192.0.2.1", state);
}
