namespace Components.Comments;

/// <summary>What has been decided about a comment.</summary>
public enum CommentState
{
    /// <summary>Waits for a moderator. Seen by its author and moderators only.</summary>
    Pending,

    /// <summary>Seen by everybody.</summary>
    Approved,

    /// <summary>A moderator does not want it here. Seen by its author and moderators only.</summary>
    Rejected,

    /// <summary>Unwanted advertising. Its author is told no more than that it waits.</summary>
    Spam,

    /// <summary>Taken back by its author, or removed. Where others have answered, a place without name and text is left.</summary>
    Deleted,
}

/// <summary>Whether and where a thread shows a comment. Kept, so that one index finds what is shown.</summary>
public enum Placement
{
    Hidden,

    /// <summary>In its place: the comment itself, or, where others answered one that is gone, a note in its stead.</summary>
    Shown,

    /// <summary>Before all others.</summary>
    Pinned,
}

// What a comment's state means for those who read.
public sealed partial class Comment
{
    public CommentState State { get; private set; }

    public Placement Place { get; private set; }

    /// <summary>How many direct answers are shown.</summary>
    public int Replies { get; private set; }

    /// <summary>Why it is held, as it was found; null where nothing was.</summary>
    public string? Held { get; private set; }

    public bool IsPinned { get; private set; }

    /// <summary>Takes a decision.</summary>
    public void Decide(CommentState state)
    {
        State = state;
        Settle();
    }

    /// <summary>Puts it before all others, or back. Only an approved comment at the top level has that place.</summary>
    public void Pin(bool isPinned)
    {
        IsPinned = isPinned;
        Settle();
    }

    public void HoldBecause(string findings) => Held = findings;

    internal void CountReply(int change)
    {
        Replies += change;
        Settle();
    }

    private void Settle() => Place = State == CommentState.Approved
        ? IsPinned && IsTopLevel ? Placement.Pinned : Placement.Shown
        : Replies > 0 ? Placement.Shown : Placement.Hidden;
}
