using System.Data.Common;

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

    /// <summary>About how many bytes it takes, with its place in a tree.</summary>
    internal long Size => 500 + (sizeof(char) * ((long)Text.Length + AuthorName.Length));

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

    /// <summary>What SQL reads for it, of the table with the alias <c>c</c>.</summary>
    internal static string Columns { get; } = string.Join(", ", new[]
    {
        nameof(Id), nameof(ThreadId), nameof(ParentId), nameof(Depth), nameof(State), nameof(Place), nameof(Replies), nameof(AuthorKey), nameof(AuthorName), nameof(Email),
        nameof(Website), nameof(Text), nameof(CreatedAt), nameof(EditedAt), nameof(Ups), nameof(Downs), nameof(Score), nameof(Reactions),
    }.Select(column => $"c.\"{column}\""));

    /// <summary>From a row of <see cref="Columns"/>.</summary>
    internal static CommentRow Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        ThreadId = row.GetInt64(1),
        ParentId = row.GetInt64(2),
        Depth = row.GetInt32(3),
        State = (CommentState)row.GetInt32(4),
        Place = (Placement)row.GetInt32(5),
        Replies = row.GetInt32(6),
        AuthorKey = row.GetString(7),
        AuthorName = row.GetString(8),
        Email = row.IsDBNull(9) ? null : row.GetString(9),
        Website = row.IsDBNull(10) ? null : row.GetString(10),
        Text = row.GetString(11),
        CreatedAt = row.GetInt64(12),
        EditedAt = row.IsDBNull(13) ? null : row.GetInt64(13),
        Ups = row.GetInt32(14),
        Downs = row.GetInt32(15),
        Score = row.GetDouble(16),
        Reactions = row.IsDBNull(17) ? null : row.GetString(17),
    };
}
