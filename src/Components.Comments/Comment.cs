using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments;

/// <summary>What somebody wrote in a thread, as an answer to the page or to another comment.</summary>
public sealed partial class Comment
{
    public const int LongestSubject = 200;
    public const int LongestText = 10_000;
    public const int LongestName = 100;
    public const int LongestEmail = 254;
    public const int LongestWebsite = 200;

    private Comment()
    {
    }

    /// <summary>Time-ordered, so that it is also the order of a conversation and the cursor of its pages.</summary>
    public long Id { get; private init; }

    public long ThreadId { get; private init; }

    /// <summary>The comment that this one answers, or the thread where it answers none: keys of both come from one source, so that one index serves every level.</summary>
    public long ParentId { get; private init; }

    /// <summary>How many comments are above it.</summary>
    public int Depth { get; private init; }

    /// <summary>Who wrote it; see <see cref="Author"/>. Never shown to anybody.</summary>
    public string AuthorKey { get; private set; } = "";

    public string AuthorName { get; private set; } = "";

    /// <summary>Never shown to anybody but moderators.</summary>
    public string? Email { get; private set; }

    public string? Website { get; private set; }

    /// <summary>Where it was posted from: an address, or an IPv6 network; null once it is erased. Never shown to anybody but moderators.</summary>
    public string? Network { get; private set; }

    /// <summary>Markdown as it was typed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Tells the same text, whatever its case and spacing.</summary>
    public long TextHash { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? EditedAt { get; private set; }

    public bool IsTopLevel => ParentId == ThreadId;

    /// <summary>How a new one is inserted.</summary>
    internal static RowInsert<Comment> Insert { get; } = new(
        "comments_comments",
        ("Id", c => c.Id),
        ("ThreadId", c => c.ThreadId),
        ("ParentId", c => c.ParentId),
        ("Depth", c => c.Depth),
        ("State", c => (int)c.State),
        ("Place", c => (int)c.Place),
        ("IsPinned", c => c.IsPinned),
        ("Replies", c => c.Replies),
        ("AuthorKey", c => c.AuthorKey),
        ("AuthorName", c => c.AuthorName),
        ("Email", c => c.Email),
        ("Website", c => c.Website),
        ("Network", c => c.Network),
        ("Text", c => c.Text),
        ("TextHash", c => c.TextHash),
        ("CreatedAt", c => c.CreatedAt.ToUnixTimeMilliseconds()),
        ("EditedAt", c => c.EditedAt?.ToUnixTimeMilliseconds()),
        ("Held", c => c.Held),
        ("Ups", c => c.Ups),
        ("Downs", c => c.Downs),
        ("Score", c => c.Score),
        ("Reactions", c => c.Reactions));

    public static Comment Write(long id, DateTimeOffset now, long threadId, Comment? parent, Author author, string text, string? network, CommentState state)
    {
        var comment = new Comment
        {
            Id = id,
            CreatedAt = now,
            ThreadId = threadId,
            ParentId = parent?.Id ?? threadId,
            Depth = parent is null ? 0 : parent.Depth + 1,
            AuthorKey = author.Key,
            AuthorName = Cut(author.Name, LongestName),
            Email = author.Email,
            Website = author.Website,
            Network = network,
            Text = text,
            TextHash = HashOf(text),
            State = state,
        };
        comment.Settle();
        return comment;
    }

    /// <summary>A comment that is known to be there, for others to answer; not one to save.</summary>
    internal static Comment Reference(long id, int depth) => new() { Id = id, Depth = depth };

    public static long HashOf(string text)
    {
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(plain.AsSpan()), hash);
        return MemoryMarshal.Read<long>(hash);
    }

    /// <summary>Nobody is known by an address for longer than the owner set.</summary>
    public void ForgetNetwork() => Network = null;

    // Never in the middle of a surrogate pair.
    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    public static void Map(ModelBuilder model) => model.Entity<Comment>(comment =>
    {
        comment.ToTable("comments_comments");
        comment.Property(c => c.Id).ValueGeneratedNever();
        comment.Property(c => c.AuthorKey).HasMaxLength(Author.LongestKey);
        comment.Property(c => c.AuthorName).HasMaxLength(LongestName);
        comment.Property(c => c.Email).HasMaxLength(LongestEmail);
        comment.Property(c => c.Website).HasMaxLength(LongestWebsite);
        comment.Property(c => c.Network).HasMaxLength(60);
        comment.Property(c => c.Text).HasMaxLength(LongestText);
        comment.Property(c => c.Held).HasMaxLength(2000);
        comment.Property(c => c.Reactions).HasMaxLength(1000);
        comment.Ignore(c => c.IsTopLevel);
        // One for each order in which the answers to a page or a comment are read.
        comment.HasIndex(c => new { c.ParentId, c.Place, c.Id });
        comment.HasIndex(c => new { c.ParentId, c.Place, c.Score, c.Id });
        comment.HasIndex(c => new { c.ParentId, c.Place, c.Replies, c.Id });
        // The queue, and what waits in one thread.
        comment.HasIndex(c => new { c.State, c.Id });
        comment.HasIndex(c => new { c.ThreadId, c.State, c.Id });
        // What waits in one thread, for its author.
        comment.HasIndex(c => new { c.ThreadId, c.AuthorKey, c.Id }, "IX_comments_comments_Waiting").HasFilter("\"State\" IN (0, 2, 3)");
        // What somebody wrote; the same text again; addresses that are due to be erased.
        comment.HasIndex(c => new { c.AuthorKey, c.State, c.Id });
        comment.HasIndex(c => new { c.TextHash, c.Id });
        comment.HasIndex(c => new { c.Network, c.State, c.Id }).HasFilter("\"Network\" IS NOT NULL");
        comment.HasIndex(c => c.Id, "IX_comments_comments_Network").HasFilter("\"Network\" IS NOT NULL");
    });
}
