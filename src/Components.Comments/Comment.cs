using Microsoft.EntityFrameworkCore;

namespace Components.Comments;

/// <summary>What somebody wrote under a subject.</summary>
public sealed class Comment
{
    public const int LongestSubject = 200;
    public const int LongestText = 10_000;
    public const int LongestName = 100;

    private Comment()
    {
    }

    /// <summary>Time-ordered, so that it is also the thread's order and the cursor of its pages.</summary>
    public long Id { get; private init; }

    public string Subject { get; private init; } = "";

    /// <summary>The path of the page on which it was written, for links to it.</summary>
    public string HostPage { get; private init; } = "";

    public string AuthorId { get; private init; } = "";

    public string AuthorName { get; private init; } = "";

    /// <summary>Markdown as it was typed.</summary>
    public string Text { get; private init; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    public bool IsApproved { get; private set; }

    public static Comment Write(long id, DateTimeOffset now, string subject, string hostPage, Author author, string text, bool isApproved) => new()
    {
        Id = id,
        CreatedAt = now,
        Subject = subject,
        HostPage = hostPage,
        AuthorId = author.Id,
        AuthorName = Cut(author.Name, LongestName),
        Text = text,
        IsApproved = isApproved,
    };

    public void Approve() => IsApproved = true;

    // Never in the middle of a surrogate pair.
    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    public static void Map(ModelBuilder model) => model.Entity<Comment>(comment =>
    {
        comment.ToTable("comments_comments");
        comment.Property(c => c.Id).ValueGeneratedNever();
        comment.Property(c => c.Subject).HasMaxLength(LongestSubject);
        comment.Property(c => c.HostPage).HasMaxLength(2048);
        comment.Property(c => c.AuthorId).HasMaxLength(200);
        comment.Property(c => c.AuthorName).HasMaxLength(LongestName);
        comment.Property(c => c.Text).HasMaxLength(LongestText);
        // Serves the page of a thread (subject and state fixed, ordered by id), the count of what waits, and the queue.
        comment.HasIndex(c => new { c.Subject, c.IsApproved, c.Id });
        comment.HasIndex(c => new { c.IsApproved, c.Id });
    });
}

/// <summary>Who writes.</summary>
public sealed record Author(string Id, string Name);
