namespace Components.Comments.Thread;

/// <summary>A page of a thread as others read it: what everybody is shown, and nothing that is known besides.</summary>
/// <param name="Subject">Which thread.</param>
/// <param name="Count">How many comments it has, on all pages.</param>
/// <param name="Sort">The order.</param>
/// <param name="Comments">This page's, the pinned ones first.</param>
/// <param name="Previous">The address of the page before; null: this is the first.</param>
/// <param name="Next">The address of the page after; null: this is the last.</param>
public sealed record ThreadModel(string Subject, int Count, CommentSort Sort, IReadOnlyList<CommentModel> Comments, string? Previous, string? Next);

/// <summary>A comment as others read it.</summary>
/// <param name="Id">As a text, since it is larger than the numbers of JavaScript.</param>
/// <param name="IsShown">False: only its place is kept, for the answers to it; all the rest is then null.</param>
/// <param name="Author">The name.</param>
/// <param name="Website">The author's; null: none.</param>
/// <param name="Html">The text, harmless HTML.</param>
/// <param name="WrittenAt">When.</param>
/// <param name="EditedAt">Null: never.</param>
/// <param name="IsPinned">Whether it stands before all others.</param>
/// <param name="Link">The page at which it stands.</param>
/// <param name="Replies">How many direct answers are shown, on all pages.</param>
/// <param name="Answers">Those on this page.</param>
public sealed record CommentModel(
    string Id, bool IsShown, string? Author, string? Website, string? Html, DateTimeOffset? WrittenAt, DateTimeOffset? EditedAt, bool IsPinned, string? Link, int Replies, IReadOnlyList<CommentModel> Answers)
{
    internal static CommentModel Of(CommentNode node, CommentScene scene)
    {
        var (comment, answers) = (node.Comment, node.Answers.Select(answer => Of(answer, scene)).ToArray());
        var id = comment.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        // Not what the one who asks may see besides: what they wrote and waits, or a moderator's view.
        if (comment.State != CommentState.Approved)
            return new CommentModel(id, false, null, null, null, null, null, false, null, comment.Replies, answers);
        return new CommentModel(
            id,
            true,
            comment.AuthorName,
            Writing.Website.Shown(comment.Website),
            scene.Services.Markdown.ToHtml(comment.Text).Value,
            comment.WrittenAt,
            comment.EditedAt is { } edited ? DateTimeOffset.FromUnixTimeMilliseconds(edited) : null,
            comment.Place == Placement.Pinned,
            scene.Owner.PermalinkOf(comment.Id),
            comment.Replies,
            answers);
    }
}
