using Components.Contact.Forms;
using Components.Spam;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact;

/// <summary>What somebody sent by a form.</summary>
public sealed partial class ContactMessage
{
    internal const int LongestEmail = 254;
    internal const int LongestSubject = 200;
    internal const int LongestFindings = 2000;

    private ContactMessage()
    {
    }

    /// <summary>Time-ordered key.</summary>
    public long Id { get; private init; }

    /// <summary>The form's id.</summary>
    public string Form { get; private init; } = "";

    /// <summary>What the form was called, in the sender's language.</summary>
    public string FormTitle { get; private init; } = "";

    /// <summary>Where to answer; empty where the form did not ask, or nothing was filled in.</summary>
    public string Email { get; private init; } = "";

    /// <summary><see cref="Email"/> in lower case, by which messages are found: databases lower the letters of ASCII only. Null: there is no address.</summary>
    public string? Mailbox { get; private init; }

    /// <summary>The line by which it is listed.</summary>
    public string Subject { get; private init; } = "";

    /// <summary>What was filled in: <see cref="AnsweredField.FromJson"/>. Empty for messages from before forms were data: all is in <see cref="Text"/> then.</summary>
    public string Answers { get; private init; } = "";

    /// <summary>All that was filled in as plain text, a field a line: for searching.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The path of the page that the form was on; of another site, its address.</summary>
    public string HostPage { get; private init; } = "";

    /// <summary>The sender's language, such as <c>ja</c>.</summary>
    public string Language { get; private init; } = "";

    /// <summary>Where it came from, as <see cref="Fragments.PostLimiter.NetworkOf"/> writes it; null once that is erased.</summary>
    public string? Network { get; private init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When somebody read it; null: nobody has.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    internal static ContactMessage Write(long id, DateTimeOffset now, SentMessage sent) => new()
    {
        Id = id,
        CreatedAt = now,
        Form = sent.Form,
        FormTitle = sent.FormTitle,
        Email = sent.Email,
        Mailbox = sent.Email.Length == 0 ? null : MailboxOf(sent.Email),
        Subject = sent.Subject,
        Answers = AnsweredField.ToJson(sent.Answers),
        Text = string.Join('\n', sent.Answers.Select(answer => $"{answer.Label}: {answer.Text}")),
        HostPage = sent.HostPage,
        Language = sent.Language,
        Network = sent.Network,
        Fingerprint = FingerprintOf(sent.Answers),
        Place = sent.Findings.Any(finding => finding.Verdict >= SpamVerdict.Spam) ? MessagePlace.Spam : MessagePlace.Inbox,
        Findings = Finding.ToJson(sent.Findings, LongestFindings),
    };

    /// <summary>An address as <see cref="Mailbox"/> has it.</summary>
    internal static string MailboxOf(string address) => address.Trim().ToLowerInvariant();

    internal void MarkRead(DateTimeOffset now) => ReadAt ??= now;

    internal void MarkUnread() => ReadAt = null;

    internal static void Map(ModelBuilder model) => model.Entity<ContactMessage>(message =>
    {
        message.ToTable("contact_messages");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Form).HasMaxLength(FormItem.LongestName);
        message.Property(m => m.FormTitle).HasMaxLength(LongestSubject);
        message.Property(m => m.Email).HasMaxLength(LongestEmail);
        message.Property(m => m.Mailbox).HasMaxLength(LongestEmail);
        message.Property(m => m.Subject).HasMaxLength(LongestSubject);
        message.Property(m => m.HostPage).HasMaxLength(2048);
        message.Property(m => m.Language).HasMaxLength(20);
        message.Property(m => m.Network).HasMaxLength(64);
        message.Property(m => m.Findings).HasMaxLength(LongestFindings);
        message.Property(m => m.AssignedKey).HasMaxLength(100);
        message.Property(m => m.AssignedName).HasMaxLength(100);
        // The inbox is read by place, newest first.
        message.HasIndex(m => new { m.Place, m.Id });
        message.HasIndex(m => new { m.Place, m.Form, m.Id });
        message.HasIndex(m => new { m.Mailbox, m.Id });
        message.HasIndex(m => new { m.Form, m.Id });
        MapDefence(message);
        // Each holds only what it is asked for, so that a folder costs what is in it, and a sweep what is due.
        message.HasIndex(m => new { m.Place, m.Id }, "IX_contact_messages_Unread").HasFilter("\"ReadAt\" IS NULL");
        message.HasIndex(m => m.Id, "IX_contact_messages_Starred").HasFilter("\"StarredAt\" IS NOT NULL");
        message.HasIndex(m => new { m.AssignedKey, m.Id }, "IX_contact_messages_Assigned").HasFilter("\"AssignedKey\" IS NOT NULL");
        message.HasIndex(m => m.Id, "IX_contact_messages_Network").HasFilter("\"Network\" IS NOT NULL");
    });
}

/// <summary>What is kept of a form that was sent.</summary>
internal sealed record SentMessage(
    string Form, string FormTitle, string Email, string Subject, IReadOnlyList<AnsweredField> Answers, string HostPage, string Language, string? Network, IReadOnlyList<Finding> Findings);
