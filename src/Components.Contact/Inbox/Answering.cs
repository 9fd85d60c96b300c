using System.Globalization;
using Components.Contact.Mails;
using Components.Data;
using Components.Mail;
using Components.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Components.Contact.Inbox;

/// <summary>Answers a message by mail: the mail, the note of it and that it was posted are one transaction, so that a double click sends one.</summary>
public sealed class Answering(ContactDb db, IOptions<ContactOptions> options, TimeOrderedId ids, TimeProvider clock)
{
    private const string Prefix = "Re: ";

    /// <summary>The subject that is proposed.</summary>
    internal static string SubjectFor(ContactMessage message)
    {
        var subject = message.Subject.Length > 0 ? message.Subject : message.FormTitle;
        return Cut(subject.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? subject : Prefix + subject);
    }

    /// <summary>Writes the mail, unless the same post has sent it before.</summary>
    internal async Task SendAsync(ContactMessage message, (string Key, string Name) author, AnswerForm form, IStringLocalizer texts, Once once, CancellationToken cancellation)
    {
        if (await once.FindAsync(db) is not null)
            return;
        var text = form.Text!.ReplaceLineEndings("\n").Trim();
        var mail = MailOf(new AnswerMail(
            message.Email,
            string.IsNullOrWhiteSpace(form.Subject) ? SubjectFor(message) : form.Subject.Trim(),
            form.Quote is null ? $"{text}\n" : $"{text}\n\n{Quoted(message, texts)}",
            options.Value.AnswersTo,
            await EarlierMailAsync(message, cancellation)));
        db.Add(mail);
        db.Add(ContactDelivery.Of(message, DeliveryKind.Answer, mail.Id));
        db.Add(ContactEntry.Write(ids.Next(), clock.GetUtcNow(), message.Id, author.Key, author.Name, text, mail.Id));
        message.MarkRead(clock.GetUtcNow());
        await once.SaveAsync(db);
    }

    // What is proposed is taken: a form refuses what is longer.
    private static string Cut(string subject) => subject.Length <= ContactMessage.LongestSubject ? subject
        : subject[..(char.IsHighSurrogate(subject[ContactMessage.LongestSubject - 1]) ? ContactMessage.LongestSubject - 1 : ContactMessage.LongestSubject)];

    private OutboxMail MailOf(AnswerMail mail) => OutboxMail.Write(ids.Next(), clock.GetUtcNow(), mail.To, new MailContent(mail.Subject, mail.Text), mail.ReplyTo, inReplyTo: mail.InReplyTo);

    // What the sender has had from us before, so that their mail program shows it as one conversation. They themselves wrote by a form, not by mail.
    private Task<string?> EarlierMailAsync(ContactMessage message, CancellationToken cancellation) =>
        db.Deliveries.Where(delivery => delivery.MessageId == message.Id && (delivery.Kind == DeliveryKind.AutoReply || delivery.Kind == DeliveryKind.Answer))
            .Join(db.Outbox, delivery => delivery.ItemId, mail => mail.Id, (delivery, mail) => mail)
            .OrderByDescending(mail => mail.Id).Select(mail => (string?)mail.MessageId).FirstOrDefaultAsync(cancellation);

    private static string Quoted(ContactMessage message, IStringLocalizer texts)
    {
        using (Spoken.In(message.Language))
        {
            var head = texts["You wrote on {0}:", message.CreatedAt.UtcDateTime.ToString("d", CultureInfo.CurrentCulture)].Value;
            return $"{head}\n{string.Join('\n', message.Text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Length == 0 ? ">" : $"> {line}"))}\n";
        }
    }

    private sealed record AnswerMail(string To, string Subject, string Text, string? ReplyTo, string? InReplyTo);
}
