namespace Components.Comments.Thread;

/// <summary>A comment as a thread reads it: the columns that are shown, and those that order it.</summary>
public sealed record CommentRow
{
    public long Id { get; init; }

    public long ThreadId { get; init; }

    public long ParentId { get; init; }

    public int Depth { get; init; }

    public CommentState State { get; init; }

    public Placement Place { get; init; }

    public int Replies { get; init; }

    public string AuthorKey { get; init; } = "";

    public string AuthorName { get; init; } = "";

    public string? Email { get; init; }

    public string? Website { get; init; }

    public string Text { get; init; } = "";

    /// <summary>Unix milliseconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Unix milliseconds; null: never.</summary>
    public long? EditedAt { get; init; }

    public int Ups { get; init; }

    public int Downs { get; init; }

    public double Score { get; init; }

    public string? Reactions { get; init; }

    public DateTimeOffset WrittenAt => DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt);

    public bool IsTopLevel => ParentId == ThreadId;

    internal static CommentRow Of(Comment comment) => new()
    {
        Id = comment.Id,
        ThreadId = comment.ThreadId,
        ParentId = comment.ParentId,
        Depth = comment.Depth,
        State = comment.State,
        Place = comment.Place,
        Replies = comment.Replies,
        AuthorKey = comment.AuthorKey,
        AuthorName = comment.AuthorName,
        Email = comment.Email,
        Website = comment.Website,
        Text = comment.Text,
        CreatedAt = comment.CreatedAt.ToUnixTimeMilliseconds(),
        EditedAt = comment.EditedAt?.ToUnixTimeMilliseconds(),
        Ups = comment.Ups,
        Downs = comment.Downs,
        Score = comment.Score,
        Reactions = comment.Reactions,
    };

    /// <summary>What SQL reads for it, of the table with this alias.</summary>
    internal static string ColumnsOf(string table) => string.Join(", ", Columns.Select(column => $"{table}.\"{column}\""));

    private static readonly string[] Columns =
    [
        nameof(Id), nameof(ThreadId), nameof(ParentId), nameof(Depth), nameof(State), nameof(Place), nameof(Replies), nameof(AuthorKey), nameof(AuthorName), nameof(Email),
        nameof(Website), nameof(Text), nameof(CreatedAt), nameof(EditedAt), nameof(Ups), nameof(Downs), nameof(Score), nameof(Reactions),
    ];
}
