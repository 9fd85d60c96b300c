using Components.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Components.Mail;

/// <summary>
/// A mail that waits to be sent, or was sent. Written in the same transaction as what it tells of, so that neither is ever without the other. It is never given up by itself.
/// </summary>
public sealed class OutboxMail : OutboxItem
{
    /// <summary>The longest subject that is kept, in UTF-16 units.</summary>
    public const int LongestSubject = 200;

    private OutboxMail()
    {
    }

    /// <summary>Stays the same over all attempts, so that a mail server or reader can see a double for what it is.</summary>
    public string MessageId { get; private init; } = "";

    /// <summary>One address. Empty: nothing is sent, and the row goes; see <see cref="Nothing"/>.</summary>
    public string To { get; private init; } = "";

    /// <summary>Whom an answer should reach; null: the sender.</summary>
    public string? ReplyTo { get; private init; }

    /// <summary>One line.</summary>
    public string Subject { get; private init; } = "";

    /// <summary>Plain text. Emptied once it is sent: it may hold a link that gives access.</summary>
    public string Body { get; private set; } = "";

    /// <summary>A mail. Line breaks in subject and addresses become spaces, so that no header can be added.</summary>
    /// <param name="id">From <see cref="Data.TimeOrderedId"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="to">The receiver's address.</param>
    /// <param name="subject">Cut at <see cref="LongestSubject"/>.</param>
    /// <param name="body">Plain text.</param>
    /// <param name="replyTo">Whom an answer should reach; null: the sender.</param>
    public static OutboxMail Write(long id, DateTimeOffset now, string to, string subject, string body, string? replyTo = null) => new()
    {
        Id = id,
        MessageId = $"<{id:x}.{Guid.NewGuid():n}@components>",
        To = OneLine(to),
        ReplyTo = replyTo is null ? null : OneLine(replyTo),
        Subject = Cut(OneLine(subject), LongestSubject),
        Body = body,
        CreatedAt = now,
        NextAttemptAt = now,
    };

    /// <summary>A row that costs what a mail costs and sends none, so that the time of an answer does not tell whether there was somebody to write to.</summary>
    public static OutboxMail Nothing(long id, DateTimeOffset now) => Write(id, now, "", "", "");

    /// <inheritdoc/>
    protected override void Forget() => Body = "";
}

/// <summary>Lets a pack's context write mails in its own transaction.</summary>
public static class OutboxModel
{
    /// <summary>The name of the table.</summary>
    public const string Table = "mail_outbox";

    /// <summary>Maps the outbox. Its table is made by the core, not by the pack's migrations.</summary>
    public static void MapOutbox(this ModelBuilder model) => MapOutbox(model, isOwner: false);

    internal static void MapOutbox(ModelBuilder model, bool isOwner) => model.Entity<OutboxMail>(mail =>
    {
        mail.ToTable(Table, table =>
        {
            if (!isOwner)
                table.ExcludeFromMigrations();
        });
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.MessageId).HasMaxLength(100);
        mail.Property(m => m.To).HasMaxLength(320);
        mail.Property(m => m.ReplyTo).HasMaxLength(320);
        mail.Property(m => m.Subject).HasMaxLength(OutboxMail.LongestSubject);
        mail.Property(m => m.LastError).HasMaxLength(OutboxItem.LongestError);
        mail.HasIndex(m => new { m.SentAt, m.NextAttemptAt });
    });
}
