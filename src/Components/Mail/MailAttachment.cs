using System.Text.Json;

namespace Components.Mail;

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">What the receiver sees it called; may hold anything, and is made harmless when it is sent.</param>
/// <param name="MediaType">Such as <c>image/png</c>; what is none counts as <c>application/octet-stream</c>.</param>
/// <param name="File">Its path, relative to the data directory. It is read when the mail is sent; where it is gone by then, the mail goes without it and says so.</param>
public sealed record MailAttachment(string Name, string MediaType, string File)
{
    internal static string? ToJson(IEnumerable<MailAttachment>? attachments) =>
        attachments?.ToArray() is { Length: > 0 } files ? JsonSerializer.Serialize(files) : null;

    internal static IReadOnlyList<MailAttachment> ListOf(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<MailAttachment[]>(json)!;
}
