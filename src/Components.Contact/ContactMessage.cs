using Components.Mail;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact;

/// <summary>What somebody asked.</summary>
public sealed class ContactMessage
{
    internal const int LongestEmail = 254;
    internal const int LongestQuestion = 10_000;

    private ContactMessage()
    {
    }

    /// <summary>Time-ordered key.</summary>
    public long Id { get; private init; }

    /// <summary>Where to answer.</summary>
    public string Email { get; private init; } = "";

    /// <summary>Plain text.</summary>
    public string Question { get; private init; } = "";

    /// <summary>The path of the page that the form was on.</summary>
    public string HostPage { get; private init; } = "";

    /// <summary>When it came.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When somebody marked it as read; null: nobody has.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>The mail that tells the owner.</summary>
    public long MailId { get; private init; }

    internal static ContactMessage Write(long id, DateTimeOffset now, string email, string question, string hostPage, OutboxMail mail) =>
        new() { Id = id, CreatedAt = now, Email = email, Question = question, HostPage = hostPage, MailId = mail.Id };

    internal void MarkRead(DateTimeOffset now) => ReadAt ??= now;

    internal static void Map(ModelBuilder model) => model.Entity<ContactMessage>(message =>
    {
        message.ToTable("contact_messages");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Email).HasMaxLength(LongestEmail);
        message.Property(m => m.Question).HasMaxLength(LongestQuestion);
        message.Property(m => m.HostPage).HasMaxLength(2048);
        message.HasIndex(m => m.ReadAt);
    });
}
