using System.Text.Encodings.Web;
using System.Text.Json;
using Components.Contact.Forms;
using Components.Spam;

namespace Components.Contact.Inbox.Export;

/// <summary>Messages for other programs: a JSON object a line (https://jsonlines.org), with the names of fields, not their labels.</summary>
internal static class JsonLinesExport
{
    // Japanese is to be read; it is never written into a page.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    public static async Task WriteAsync(Stream body, ContactDb db, InboxFilter filter, CancellationToken cancellation)
    {
        await foreach (var message in filter.AllAsync(db, cancellation))
        {
            await JsonSerializer.SerializeAsync(body, Line.Of(message), Json, cancellation);
            await body.WriteAsync(LineEnd, cancellation);
        }
    }

    private sealed record Field(string Name, string Type, string Label, IReadOnlyList<string> Values);

    private sealed record Line(
        // A browser's numbers are not long enough for it.
        string Id,
        DateTimeOffset ReceivedAt,
        string Form,
        string FormTitle,
        string Subject,
        string Email,
        string Page,
        string Language,
        DateTimeOffset? ReadAt,
        DateTimeOffset? StarredAt,
        string Place,
        string? AssignedTo,
        IReadOnlyList<string> Findings,
        IReadOnlyList<Field> Fields,
        string Text)
    {
        public static Line Of(ContactMessage message) => new(
            message.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            message.CreatedAt,
            message.Form,
            message.FormTitle,
            message.Subject,
            message.Email,
            message.HostPage,
            message.Language,
            message.ReadAt,
            message.StarredAt,
            JsonNamingPolicy.CamelCase.ConvertName(message.Place.ToString()),
            message.AssignedName,
            [.. Finding.FromJson(message.Findings).Select(finding => finding.Rule)],
            [.. AnsweredField.FromJson(message.Answers).Select(answer => new Field(answer.Name, ItemTypes.NameOf(answer.Type), answer.Label, answer.Values))],
            message.Text);
    }
}
