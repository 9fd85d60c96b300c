using Microsoft.EntityFrameworkCore;

namespace Components.Contact;

/// <summary>What a reader wrote about a message: a note for the others, or an answer to the sender.</summary>
public sealed class ContactEntry
{
    internal const int LongestText = 20_000;

    private ContactEntry()
    {
    }

    /// <summary>Time-ordered key.</summary>
    public long Id { get; private init; }

    /// <summary>The message.</summary>
    public long MessageId { get; private init; }

    /// <summary>The outbox's mail by which it was sent; null: it is a note.</summary>
    public long? MailId { get; private init; }

    /// <summary>Who wrote it.</summary>
    public string AuthorKey { get; private init; } = "";

    /// <summary>What they are called.</summary>
    public string AuthorName { get; private init; } = "";

    /// <summary>Plain text.</summary>
    public string Text { get; private init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    internal static ContactEntry Write(long id, DateTimeOffset now, long messageId, string authorKey, string authorName, string text, long? mailId = null) =>
        new() { Id = id, At = now, MessageId = messageId, AuthorKey = authorKey, AuthorName = authorName, Text = text, MailId = mailId };

    internal static void Map(ModelBuilder model) => model.Entity<ContactEntry>(entry =>
    {
        entry.ToTable("contact_entries");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.AuthorKey).HasMaxLength(100);
        entry.Property(e => e.AuthorName).HasMaxLength(100);
        entry.Property(e => e.Text).HasMaxLength(LongestText);
        entry.HasIndex(e => new { e.MessageId, e.Id });
    });
}
