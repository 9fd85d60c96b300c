using System.Text.RegularExpressions;
using Components.Data;
using Components.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Components.Mail;

/// <summary>
/// A mail that waits to be sent, or was sent. Written in the same transaction as what it tells of, so that neither is ever without the other. It is never given up by itself.
/// </summary>
public sealed partial class OutboxMail : OutboxItem
{
    /// <summary>The longest subject that is kept, in UTF-16 units.</summary>
    public const int LongestSubject = 200;

    internal const int LongestName = 100;
    internal const int LongestMessageId = 250;

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

    /// <summary>The same as HTML, for mail readers that prefer it; null: there is only the text. Emptied once it is sent, like the text.</summary>
    public string? Html { get; private set; }

    /// <summary>What is shown as the sender's name; null: <see cref="MailOptions.FromName"/>.</summary>
    public string? FromName { get; private init; }

    /// <summary>
    /// The <c>Message-ID</c> of the mail that this one answers (RFC 5322, 3.6.4); null: none. A mail that answers another is taken for written by a person, any other for an
    /// automatic one (<c>Auto-Submitted</c>, RFC 3834), to which no machine answers.
    /// </summary>
    public string? InReplyTo { get; private init; }

    /// <summary>The files that go with it, as the names of files in the data directory: they are read when it is sent. Emptied once it is sent; the files themselves are left to whoever owns them.</summary>
    public IReadOnlyList<MailAttachment> Attachments => MailAttachment.ListOf(AttachmentsJson);

    internal string? AttachmentsJson { get; private set; }

    /// <summary>When the server last refused the receiver for good (5xx), or the address turned out to be none; null where it did not. It is stuck from then on, and is tried on all the same.</summary>
    public DateTimeOffset? RefusedAt { get; private set; }

    /// <summary>A mail. Line breaks in subject and addresses become spaces, so that no header can be added.</summary>
    /// <param name="id">From <see cref="Data.TimeOrderedId"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="to">The receiver's address.</param>
    /// <param name="subject">Cut at <see cref="LongestSubject"/>.</param>
    /// <param name="body">Plain text.</param>
    /// <param name="replyTo">Whom an answer should reach; null: the sender.</param>
    public static OutboxMail Write(long id, DateTimeOffset now, string to, string subject, string body, string? replyTo = null) =>
        Write(id, now, to, new MailContent(subject, body), replyTo);

    /// <summary>A mail with all that it may have. Line breaks in whatever reaches a header become spaces.</summary>
    /// <param name="id">From <see cref="Data.TimeOrderedId"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="to">The receiver's address.</param>
    /// <param name="content">Subject, text and HTML.</param>
    /// <param name="replyTo">Whom an answer should reach; null: the sender.</param>
    /// <param name="fromName">What is shown as the sender's name, cut at 100 characters; null: <see cref="MailOptions.FromName"/>.</param>
    /// <param name="inReplyTo">The <c>Message-ID</c> of the mail that this one answers; what is none is left out.</param>
    /// <param name="attachments">Files of the data directory; null: none.</param>
    public static OutboxMail Write(
        long id, DateTimeOffset now, string to, MailContent content, string? replyTo = null, string? fromName = null, string? inReplyTo = null, IEnumerable<MailAttachment>? attachments = null) => new()
        {
            Id = id,
            MessageId = $"<{id:x}.{Guid.NewGuid():n}@components>",
            To = OneLine(to),
            ReplyTo = replyTo is null ? null : OneLine(replyTo),
            Subject = Cut(OneLine(content.Subject), LongestSubject),
            Body = content.Text,
            Html = content.Html,
            FromName = string.IsNullOrWhiteSpace(fromName) ? null : Cut(OneLine(fromName), LongestName),
            InReplyTo = inReplyTo?.Length <= LongestMessageId && MessageIdForm().IsMatch(inReplyTo) ? inReplyTo : null,
            AttachmentsJson = MailAttachment.ToJson(attachments),
            CreatedAt = now,
            NextAttemptAt = now,
        };

    /// <summary>A row that costs what a mail costs and sends none, so that the time of an answer does not tell whether there was somebody to write to.</summary>
    public static OutboxMail Nothing(long id, DateTimeOffset now) => Write(id, now, "", "", "");

    /// <inheritdoc/>
    public override void SendAgain(DateTimeOffset now)
    {
        RefusedAt = null;
        base.SendAgain(now);
    }

    /// <summary>Notes whether the last attempt showed that this receiver is refused for good; null: it did not.</summary>
    internal void NoteRefusal(DateTimeOffset? at) => RefusedAt = at;

    /// <inheritdoc/>
    protected override void Forget() => (Body, Html, AttachmentsJson, RefusedAt) = ("", null, null, null);

    [GeneratedRegex(@"\A<[\x21-\x3B=\x3F-\x7E]+@[\x21-\x3B=\x3F-\x7E]+>\z")]
    private static partial Regex MessageIdForm();
}

/// <summary>Lets a pack's context write mails in its own transaction.</summary>
public static class OutboxModel
{
    /// <summary>The name of the table.</summary>
    public const string Table = "mail_outbox";

    /// <summary>How a new mail is inserted by a plain statement.</summary>
    public static RowInsert<OutboxMail> Insert { get; } = new(
        Table,
        ("Id", m => m.Id),
        ("MessageId", m => m.MessageId),
        ("To", m => m.To),
        ("ReplyTo", m => m.ReplyTo),
        ("Subject", m => m.Subject),
        ("Body", m => m.Body),
        ("Html", m => m.Html),
        ("FromName", m => m.FromName),
        ("InReplyTo", m => m.InReplyTo),
        ("Attachments", m => m.AttachmentsJson),
        ("CreatedAt", m => m.CreatedAt.ToUnixTimeMilliseconds()),
        ("NextAttemptAt", m => m.NextAttemptAt.ToUnixTimeMilliseconds()),
        ("SentAt", m => m.SentAt?.ToUnixTimeMilliseconds()),
        ("Attempts", m => m.Attempts),
        ("LastError", m => m.LastError),
        ("RefusedAt", m => m.RefusedAt?.ToUnixTimeMilliseconds()));

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
        mail.Property(m => m.FromName).HasMaxLength(OutboxMail.LongestName);
        mail.Property(m => m.InReplyTo).HasMaxLength(OutboxMail.LongestMessageId);
        mail.Ignore(m => m.Attachments);
        mail.Property(m => m.AttachmentsJson).HasColumnName("Attachments");
        mail.HasIndex(m => new { m.SentAt, m.NextAttemptAt });
    });
}
