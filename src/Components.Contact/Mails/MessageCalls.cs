using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Components.Contact.Forms;
using Components.Data;
using Components.Webhooks;

namespace Components.Contact.Mails;

/// <summary>Writes the calls by which other programs learn of a message.</summary>
public sealed class MessageCalls(ContactDb db, TimeOrderedId ids, TimeProvider clock)
{
    /// <summary>What happened, in the words of the call.</summary>
    public const string Event = "contact.message";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal void Write(FormDefinition form, ContactMessage message, IReadOnlyList<ContactFile> files)
    {
        if (form.Webhooks.Count == 0)
            return;
        var body = Body(message, files, AnsweredField.FromJson(message.Answers));
        // So much that no receiver wants it; that there is a message is told all the same.
        if (body.Length > OutboxCall.LongestBody)
            body = Body(message, files, null);
        foreach (var hook in form.Webhooks)
        {
            if (!OutboxCall.TryReadUrl(hook.Url, out var url))
                continue;
            var call = OutboxCall.Write(ids.Next(), clock.GetUtcNow(), url, hook.Secret ?? $"contact.{form.Id}", Event, body);
            db.Add(call);
            db.Add(ContactDelivery.Of(message, DeliveryKind.Webhook, call.Id));
        }
    }

    private static string Body(ContactMessage message, IReadOnlyList<ContactFile> files, IReadOnlyList<AnsweredField>? answers) => JsonSerializer.Serialize(
        new
        {
            Event,
            Id = message.Id.ToString(CultureInfo.InvariantCulture),
            message.Form,
            Title = message.FormTitle,
            message.Email,
            message.Subject,
            Page = message.HostPage,
            message.Language,
            message.CreatedAt,
            message.IsDoubtful,
            Fields = answers?.Select(answer => new { answer.Name, answer.Label, Type = ItemTypes.NameOf(answer.Type), answer.Values }),
            Files = files.Select(file => new { file.Field, file.Name, file.MediaType, file.Size, file.Sha256 }),
        },
        Json);
}
