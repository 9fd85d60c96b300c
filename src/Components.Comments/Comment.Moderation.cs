namespace Components.Comments;

// What moderators can take back.
public sealed partial class Comment
{
    /// <summary>What is lost when it is erased, for as long as that can be undone.</summary>
    public ErasedComment Remember() => new(Text, AuthorName, Email, Website, Network, Held, EditedAt, IsPinned);

    /// <summary>Undoes <see cref="Erase"/>.</summary>
    /// <param name="erased">What it was.</param>
    /// <param name="state">What had been decided about it.</param>
    public void Restore(ErasedComment erased, CommentState state)
    {
        (Text, TextHash, AuthorName, Email, Website) = (erased.Text, HashOf(erased.Text), erased.AuthorName, erased.Email, erased.Website);
        (Network, Held, EditedAt, IsPinned) = (erased.Network, erased.Held, erased.EditedAt, erased.IsPinned);
        Decide(state);
    }
}

/// <summary>What an erased comment was.</summary>
public sealed record ErasedComment(
    string Text, string AuthorName, string? Email, string? Website, string? Network, string? Held, DateTimeOffset? EditedAt, bool IsPinned);
