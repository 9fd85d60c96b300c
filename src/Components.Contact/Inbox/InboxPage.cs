using System.Diagnostics.CodeAnalysis;
using Components.Spam;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Inbox;

/// <summary>A page of the inbox.</summary>
/// <param name="Rows">The newest first.</param>
/// <param name="Older">Before which message the next page begins; null: there is none.</param>
/// <param name="IsSearchCut">Whether the search stopped there, and did not look at what is older.</param>
internal sealed record InboxPage(IReadOnlyList<InboxRow> Rows, long? Older, bool IsSearchCut)
{
    public static InboxPage Empty { get; } = new([], null, false);
}

/// <summary>What the list shows of a message: not its text, which may be long.</summary>
public sealed record InboxRow(
    long Id, string Form, string FormTitle, string Email, string Subject, string Beginning, DateTimeOffset CreatedAt, bool IsRead, bool IsStarred, MessagePlace Place, string? FindingsJson, string? AssignedName, bool HasFailedMail)
{
    private const int LongestBeginning = 120;

    /// <summary>What speaks against it.</summary>
    public IReadOnlyList<Finding> Findings => Finding.FromJson(FindingsJson);

    /// <summary>The line by which it is known; empty where nothing was filled in.</summary>
    public string Line => Subject.Length > 0 ? Subject : Beginning.ReplaceLineEndings(" ");

    internal static IQueryable<InboxRow> Of(ContactDb db, IQueryable<ContactMessage> messages) => messages.Select(message => new InboxRow(
        message.Id,
        message.Form,
        message.FormTitle,
        message.Email,
        message.Subject,
        message.Text.Substring(0, LongestBeginning),
        message.CreatedAt,
        message.ReadAt != null,
        message.StarredAt != null,
        message.Place,
        message.Findings,
        message.AssignedName,
        db.Deliveries.Any(delivery => delivery.MessageId == message.Id && (delivery.Kind == DeliveryKind.Webhook
            ? db.Calls.Any(call => call.Id == delivery.ItemId && call.SentAt == null && call.LastError != null)
            : db.Outbox.Any(mail => mail.Id == delivery.ItemId && mail.SentAt == null && mail.LastError != null)))));

    /// <summary>The forms of which there are messages. One look into the index for each form: reading them all would take as long as there are messages.</summary>
    /// <param name="db">The messages.</param>
    /// <param name="most">How many forms at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    [SuppressMessage("Globalization", "CA1309", Justification = "It is translated to SQL.")]
    internal static async Task<IReadOnlyList<string>> FormsAsync(ContactDb db, int most, CancellationToken cancellation)
    {
        List<string> forms = [];
        for (var last = ""; forms.Count < most; forms.Add(last))
        {
            var from = last;
            if (await db.Messages.Where(message => string.Compare(message.Form, from) > 0).OrderBy(message => message.Form).Select(message => message.Form).FirstOrDefaultAsync(cancellation) is not { } next)
                break;
            last = next;
        }
        return forms;
    }
}
