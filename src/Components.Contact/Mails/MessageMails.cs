using Components.Contact.Forms;
using Components.Data;
using Components.Files;
using Components.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Components.Contact.Mails;

/// <summary>Writes the mails and calls of a message into the outbox, in the transaction of the message itself.</summary>
public sealed class MessageMails(
    ContactDb db, MailTemplates templates, MessageWords words, MessageCalls calls, FileStore<ContactPack> store, SiteFolders folders, IOptions<ContactOptions> options, IOptions<SiteOptions> site, TimeOrderedId ids, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly MailTemplate Owner = new("contact", "owner", typeof(MessageMails).Assembly);
    private static readonly MailTemplate Reply = new("contact", "reply", typeof(MessageMails).Assembly);

    /// <summary>The mail to the owner, the automatic reply where the form has one and its address has not had too many, and the calls of other programs.</summary>
    /// <param name="form">The form.</param>
    /// <param name="message">The message. Not spam.</param>
    /// <param name="files">What came with it.</param>
    /// <param name="texts">The pack's texts.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task WriteAsync(FormDefinition form, ContactMessage message, IReadOnlyList<ContactFile> files, IStringLocalizer texts, CancellationToken cancellation)
    {
        var content = ForOwner(form, message, files, texts);
        foreach (var receiver in form.To.DefaultIfEmpty(options.Value.To))
            Add(message, DeliveryKind.Owner, OutboxMail.Write(
                ids.Next(), clock.GetUtcNow(), receiver, content, message.Email.Length == 0 ? null : message.Email, attachments: form.AttachFiles ? files.Select(Attach).OfType<MailAttachment>() : null));
        if (form.AutoReply && message is { Email.Length: > 0, IsDoubtful: false } && await MayReplyAsync(message.Email, cancellation))
            Add(message, DeliveryKind.AutoReply, OutboxMail.Write(ids.Next(), clock.GetUtcNow(), message.Email, templates.Fill(Reply, words.ForSender(form, message, texts))));
        calls.Write(form, message, files);
    }

    // In the owner's language where the site has one; else the sender's words are in the sender's.
    private MailContent ForOwner(FormDefinition form, ContactMessage message, IReadOnlyList<ContactFile> files, IStringLocalizer texts)
    {
        using (Spoken.In(site.Value.Language))
            return templates.Fill(Owner, words.ForOwner(form, message, files, texts));
    }

    private void Add(ContactMessage message, DeliveryKind kind, OutboxMail mail)
    {
        db.Add(mail);
        db.Add(ContactDelivery.Of(message, kind, mail.Id));
    }

    // What is held back by the scanner is not sent around.
    private MailAttachment? Attach(ContactFile file) =>
        store.PathOf(file.Id) is { } path ? new MailAttachment(file.Name, file.MediaType, Path.GetRelativePath(folders.DataDirectory, path)) : null;

    // Else a form could be used to flood somebody else's mailbox, whose owner may write it with any case and, where the server knows such, with any "+tag".
    private async Task<bool> MayReplyAsync(string email, CancellationToken cancellation)
    {
        var mailbox = ContactMessage.MailboxOf(email);
        var at = mailbox.LastIndexOf('@');
        var (local, domain) = (mailbox[..at].Split('+')[0], mailbox[(at + 1)..]);
        var tagged = $"{LikePattern.Of(local)}+%@{LikePattern.Of(domain)}";
        var whole = $"{local}@{domain}";
        var since = TimeOrderedId.At(clock.GetUtcNow() - Day);
        var sent = await db.Deliveries.Where(delivery => delivery.Kind == DeliveryKind.AutoReply && delivery.MessageId > since)
            .Join(db.Messages, delivery => delivery.MessageId, message => message.Id, (delivery, message) => message.Mailbox)
            .CountAsync(address => address == whole || EF.Functions.Like(address, tagged, LikePattern.Escape), cancellation);
        return sent < options.Value.AutoRepliesPerDay;
    }
}
