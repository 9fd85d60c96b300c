namespace Components.Comments.Thread;

/// <summary>A comment with those of its answers that are shown.</summary>
public sealed class CommentNode(CommentRow comment)
{
    // Most have none.
    private List<CommentNode>? _answers;

    public CommentRow Comment { get; } = comment;

    public IReadOnlyList<CommentNode> Answers => _answers ?? (IReadOnlyList<CommentNode>)[];

    /// <summary>Whether a permalink led into its answers, so that those shown start at the one that it leads to.</summary>
    public bool IsInside { get; init; }

    /// <summary>Whether there may be answers before the first one shown.</summary>
    public bool StartsLater => IsInside && Answers.Count > 0 && Missing > 0;

    /// <summary>How many of its answers were asked for.</summary>
    public int Asked { get; init; }

    /// <summary>Whether there may be answers after the last one shown.</summary>
    public bool EndsEarlier => Missing > 0 && (!IsInside || Answers.Count >= Asked);

    /// <summary>How many answers are not shown.</summary>
    public int Missing => Math.Max(0, Comment.Replies - Answers.Count);

    /// <summary>Whether nobody has answered it.</summary>
    public bool IsLeaf => Answers.Count == 0 && Comment.Replies == 0;

    /// <summary>Adds an answer behind the others.</summary>
    internal void Add(CommentNode answer) => (_answers ??= []).Add(answer);
}

/// <summary>A page of a thread, or of a comment's answers.</summary>
/// <param name="Pinned">What stands before all others.</param>
/// <param name="Comments">In their order, each with its answers.</param>
/// <param name="HasBefore">Whether there are comments before the first.</param>
/// <param name="HasAfter">Whether there are comments after the last.</param>
public sealed record CommentTree(IReadOnlyList<CommentNode> Pinned, IReadOnlyList<CommentNode> Comments, bool HasBefore, bool HasAfter)
{
    public static CommentTree Empty { get; } = new([], [], false, false);

    /// <summary>Whether it is one comment with its answers, and not the thread.</summary>
    public bool IsBranch { get; init; }

    /// <summary>What is not approved, for the eyes of one visitor: their own, or all of it for a moderator. Oldest first.</summary>
    public IReadOnlyList<CommentRow> Waiting { get; private init; } = [];

    public IEnumerable<CommentRow> All => Shown.Concat(Waiting);

    /// <summary>About how many bytes it takes, without what waits.</summary>
    public long Size => Shown.Sum(comment => comment.Size);

    private IEnumerable<CommentRow> Shown => Walk(Pinned.Concat(Comments));

    /// <summary>The same for somebody for whom something waits; what it shows already was approved meanwhile.</summary>
    public CommentTree WithWaiting(IReadOnlyList<CommentRow> waiting) =>
        waiting.Count == 0 ? this : this with { Waiting = [.. waiting.ExceptBy(Shown.Select(comment => comment.Id), row => row.Id)] };

    private static IEnumerable<CommentRow> Walk(IEnumerable<CommentNode> nodes) =>
        nodes.SelectMany(node => Walk(node.Answers).Prepend(node.Comment));
}
