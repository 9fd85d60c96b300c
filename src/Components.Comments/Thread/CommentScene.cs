using Components.Comments.Writing;
using Components.Fragments;
using Microsoft.AspNetCore.Components;

namespace Components.Comments.Thread;

/// <summary>What all comments of one answer share: who looks, what is allowed, where links lead.</summary>
/// <param name="Owner">The fragment that is rendered.</param>
/// <param name="Thread">Null where nobody has written yet.</param>
/// <param name="Policy">What holds in this thread.</param>
/// <param name="Viewer">Who looks.</param>
/// <param name="Levels">How many levels are shown.</param>
public sealed record CommentScene(CommentFragment Owner, Discussion? Thread, ThreadPolicy Policy, Viewer Viewer, int Levels)
{
    private RenderFragment<Look>? _comment, _leaf;

    public Opinions Opinions { get; set; } = Opinions.None;

    internal CommentServices Services => Owner.Comments;

    internal CommentsOptions Options => Services.Options;

    /// <summary>Whether this visitor could write, if they knew how: guests may be asked to sign in.</summary>
    public bool MayWrite => Policy.TakesComments && (Viewer.IsKnown || Options.AllowGuests);

    public bool MayVote => Policy.TakesChanges && Options.Votes && (Viewer.IsKnown || Options.AllowGuests);

    public bool MayReact => Policy.TakesChanges && Options.Reactions.Count > 0 && (Viewer.IsKnown || Options.AllowGuests);

    public bool MayEdit(CommentRow comment) =>
        Policy.TakesChanges && comment.State != CommentState.Deleted
        && (Viewer.IsModerator || (Viewer.Wrote(comment.AuthorKey) && Comment.IsEditable(comment.State, comment.WrittenAt, Services.Now, Options.EditWindow)));

    public bool MayDelete(CommentRow comment) =>
        comment.State != CommentState.Deleted && (Viewer.IsModerator || (Policy.TakesChanges && Viewer.Wrote(comment.AuthorKey)));

    /// <summary>Whether a visitor may see a comment that not everybody sees.</summary>
    public bool MaySee(CommentRow comment) => comment.State == CommentState.Approved || Viewer.IsModerator || Viewer.Wrote(comment.AuthorKey);

    /// <summary>A comment without its answers; shared with everybody to whom it is a stranger's, who may do the same with it.</summary>
    internal RenderFragment SharedComment(CommentRow comment) => Shared(comment, isLeaf: false, _comment ??= look => new AnswerableComment { Scene = this, Comment = look.Comment });

    /// <summary>The same for one that nobody has answered: its whole entry in the list.</summary>
    internal RenderFragment SharedLeaf(CommentRow comment) => Shared(comment, isLeaf: true, _leaf ??= look => new CommentEntry { Scene = this, Node = new CommentNode(look.Comment), Level = 0 });

    private RenderFragment Shared(CommentRow comment, bool isLeaf, RenderFragment<Look> content)
    {
        var look = new Look(comment, isLeaf, MayWrite, MayVote, MayReact);
        return IsStrangers(comment) ? Owner.Shared(look, content) : content(look);
    }

    private bool IsStrangers(CommentRow comment) => !Viewer.IsModerator && !Viewer.Wrote(comment.AuthorKey) && !Opinions.AreOn(comment.Id);

    private sealed record Look(CommentRow Comment, bool IsLeaf, bool MayWrite, bool MayVote, bool MayReact)
    {
        // Not of all that it holds, which is a whole text.
        public override int GetHashCode() => Comment.Id.GetHashCode();
    }

    /// <summary>Where the picture of a comment's author is; null: it is drawn from the name. The same for all, so that it does not tell who gave an address.</summary>
    public string? PictureOf(CommentRow comment) => Options.Gravatar && comment.State == CommentState.Approved ? Owner.AvatarOf(comment.Id) : null;

    // In the element of the comment itself.
    internal FragmentUrl EditOf(long comment)
    {
        var item = Owner.LinkTo<CommentItem>(comment);
        return item.With(item.Parameters.With((nameof(CommentItem.Edit), true)));
    }

    // In the place of the answer's form.
    internal FragmentUrl QuoteOf(long comment)
    {
        var reply = Owner.LinkTo<CommentReply>(comment);
        return reply.With(reply.Parameters.With((nameof(CommentReply.Quote), true)));
    }

    internal FragmentUrl EarlierThan(CommentNode node, int level) => Owner.LinkTo<CommentReplies>(
        (nameof(CommentReplies.Comment), node.Comment.Id), (nameof(CommentReplies.Level), level + 1), (nameof(CommentReplies.Before), node.Answers[0].Comment.Id));

    internal FragmentUrl LaterThan(CommentNode node, int level) => Owner.LinkTo<CommentReplies>(
        (nameof(CommentReplies.Comment), node.Comment.Id), (nameof(CommentReplies.Level), level + 1), (nameof(CommentReplies.After), node.Answers is [.., var last] ? last.Comment.Id : null));

    /// <summary>The page of one comment with its answers alone.</summary>
    internal string BranchOf(long comment) => Owner.LinkTo<CommentThread>((nameof(CommentThread.Subject), Thread!.Subject), (nameof(CommentThread.Root), comment)).Document;
}
