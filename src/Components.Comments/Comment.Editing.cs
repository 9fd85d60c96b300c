namespace Components.Comments;

// What its author, or a moderator, may still change.
public sealed partial class Comment
{
    /// <summary>Whether its author may still edit it.</summary>
    public static bool IsEditable(CommentState state, DateTimeOffset createdAt, DateTimeOffset now, TimeSpan window) =>
        state is CommentState.Approved or CommentState.Pending && now - createdAt < window;

    /// <summary>Changes the text.</summary>
    /// <returns>What it was; null where nothing changed.</returns>
    public Revision? Edit(long revisionId, DateTimeOffset now, string text, string editorKey)
    {
        if (text == Text)
            return null;
        var earlier = new Revision(revisionId, Id, Text, EditedAt ?? CreatedAt, editorKey);
        (Text, TextHash, EditedAt) = (text, HashOf(text), now);
        return earlier;
    }

    /// <summary>Takes it away for good: text, name, e-mail and network are gone.</summary>
    public void Erase()
    {
        (Text, TextHash, AuthorName, Email, Website, Network, Held, EditedAt) = ("", 0, "", null, null, null, null, null);
        IsPinned = false;
        Decide(CommentState.Deleted);
    }
}

/// <summary>What a comment said before it was edited.</summary>
/// <param name="Id">Time-ordered.</param>
/// <param name="CommentId">Which comment.</param>
/// <param name="Text">What it said.</param>
/// <param name="WrittenAt">Since when it had said so.</param>
/// <param name="EditorKey">Who changed it then.</param>
public sealed record Revision(long Id, long CommentId, string Text, DateTimeOffset WrittenAt, string EditorKey);
