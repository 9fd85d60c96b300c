using Components.Contact;
using Components.Contact.Forms;
using Components.Data;
using Components.Files;
using Components.Mail;
using Components.Spam;
using Microsoft.Extensions.DependencyInjection;

namespace Browser.Tests.Contact;

/// <summary>A site in whose inbox every payload is a subject, an address, a form's title, a page, a label, a value, a file's name, a reason, a person, a note, an answer and the failure of a mail.</summary>
public sealed class HostileInbox : LiveSite
{
    /// <summary>How many payloads are in each message.</summary>
    public const int InEach = 40;

    /// <summary>Fills the tables past the form, which would refuse some of it: as an import, or an older version, might leave it.</summary>
    /// <returns>The keys of the messages.</returns>
    public async Task<IReadOnlyList<long>> FillAsync(IReadOnlyList<string> payloads)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactDb>();
        List<long> ids = [];
        foreach (var some in payloads.Chunk(InEach))
            ids.Add(Add(db, some).Id);
        // And each by itself, as a line of the list.
        foreach (var payload in payloads)
            db.Add(Message(payload, [payload]));
        await db.SaveChangesAsync();
        return ids;
    }

    private ContactMessage Add(ContactDb db, string[] payloads)
    {
        var message = Message(payloads[0], payloads);
        message.Assign("nobody", Cut(payloads[^1], 100));
        db.Add(message);
        foreach (var payload in payloads)
        {
            var mail = OutboxMail.Write(Next(), Now.AddYears(1), Cut(payload, 300), payload, payload);
            mail.MarkFailed(Now.AddYears(1), payload);
            db.Add(mail);
            db.Add(ContactDelivery.Of(message, DeliveryKind.Owner, mail.Id));
            db.Add(ContactFile.Of(message, "file", new StoredFile(Guid.NewGuid(), Cut(payload, 200), Cut(payload, 100), 1, "")));
            db.Add(ContactEntry.Write(Next(), Now, message.Id, "guest:x", Cut(payload, 100), payload));
        }
        return message;
    }

    private ContactMessage Message(string payload, string[] payloads) => ContactMessage.Write(Next(), Now, new SentMessage(
        "contact",
        Cut(payload, 200),
        Cut(payload, 254),
        Cut(payload, 200),
        [.. payloads.Select(text => new AnsweredField("q", ItemType.LongText, text, [text, text]))],
        payload,
        "en",
        null,
        [new Finding("x", SpamVerdict.Hold, Cut(payload, 300), [Cut(payload, 300)])]));

    private long Next() => Get<TimeOrderedId>().Next();

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
