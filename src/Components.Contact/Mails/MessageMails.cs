using System.Diagnostics.CodeAnalysis;
using Components.Contact.Forms;
using Components.Data;
using Components.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Components.Contact.Mails;

/// <summary>Writes the mails of a message into the outbox, in the transaction of the message itself.</summary>
public sealed class MessageMails(ContactDb db, IOptions<ContactOptions> options, TimeOrderedId ids, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The mail to the owner, and the automatic reply where the form has one and its address has not had too many.</summary>
    internal async Task WriteAsync(FormDefinition form, ContactMessage message, IStringLocalizer texts, CancellationToken cancellation)
    {
        foreach (var receiver in form.To.DefaultIfEmpty(options.Value.To))
            Add(message, DeliveryKind.Owner, OutboxMail.Write(
                ids.Next(), clock.GetUtcNow(), receiver, texts["{0}: message from {1}", form.Title.In(texts), message.Email], $"{message.Text}\n\n-- \n{message.HostPage}\n", message.Email.Length == 0 ? null : message.Email));
        if (form.AutoReply && message is { Email.Length: > 0, IsDoubtful: false } && await MayReplyAsync(message.Email, cancellation))
            Add(message, DeliveryKind.AutoReply, OutboxMail.Write(
                ids.Next(), clock.GetUtcNow(), message.Email, form.ReplySubject?.In(texts) ?? texts["We have your message"], $"{form.ReplyText?.In(texts) ?? texts["Thank you. We have your message and will answer it."]}\n\n{message.Text}\n"));
    }

    private void Add(ContactMessage message, DeliveryKind kind, OutboxMail mail)
    {
        db.Add(mail);
        db.Add(ContactDelivery.Of(message, kind, mail.Id));
    }

    // Else a form could be used to flood somebody else's mailbox, whose owner may write it with any case and, where the server knows such, with any "+tag".
    [SuppressMessage("Globalization", "CA1304", Justification = "It is translated to SQL.")]
    [SuppressMessage("Globalization", "CA1311", Justification = "It is translated to SQL.")]
    private async Task<bool> MayReplyAsync(string email, CancellationToken cancellation)
    {
        var (local, domain) = (email[..email.LastIndexOf('@')].ToLowerInvariant().Split('+')[0], email[(email.LastIndexOf('@') + 1)..].ToLowerInvariant());
        var tagged = $"{Escape(local)}+%@{Escape(domain)}";
        var whole = $"{local}@{domain}";
        var since = TimeOrderedId.At(clock.GetUtcNow() - Day);
        var sent = await db.Deliveries.Where(delivery => delivery.Kind == DeliveryKind.AutoReply && delivery.MessageId > since)
            .Join(db.Messages, delivery => delivery.MessageId, message => message.Id, (delivery, message) => message.Email.ToLower())
            .CountAsync(address => address == whole || EF.Functions.Like(address, tagged, "\\"), cancellation);
        return sent < options.Value.AutoRepliesPerDay;
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
