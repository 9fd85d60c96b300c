using Components.Contact.Forms;
using Components.Spam;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Defence;

/// <summary>The last messages as the rules would see them, with what was known of each when it came: for trying rules.</summary>
internal static class PastMessages
{
    /// <summary>The latest first.</summary>
    public static async Task<IReadOnlyList<(ContactMessage Message, Submission As)>> ReadAsync(ContactDb db, int count, CancellationToken cancellation)
    {
        // What is known of a message is counted among those before it, so as many of these are read as well.
        var messages = await db.Messages.AsNoTracking().OrderByDescending(message => message.Id).Take(2 * count).ToListAsync(cancellation);
        return [.. messages.Take(count).Select((message, at) => (message, Describe(message, messages[(at + 1)..])))];
    }

    private static Submission Describe(ContactMessage message, List<ContactMessage> before) => MessageDescription.Of(message) with
    {
        SameTextLately = before.Count(other => IsSame(other, message) && IsSince(other, message, MessageFacts.SameTextSpan)),
        RejectedBefore = before.Count(other => IsNear(other, message) && other.Place == MessagePlace.Spam && IsSince(other, message, MessageFacts.SpamSpan)),
        PostsLately = before.Count(other => IsNear(other, message) && IsSince(other, message, MessageFacts.RateSpan)),
    };

    private static bool IsSame(ContactMessage other, ContactMessage message) =>
        message.Fingerprint is not null && other.Fingerprint == message.Fingerprint
        && (IsNear(other, message) || MessageDescription.TellingText(AnsweredField.FromJson(message.Answers)).Length >= MessageDescription.LeastTelling);

    private static bool IsNear(ContactMessage other, ContactMessage message) => message.Network is not null && other.Network == message.Network;

    private static bool IsSince(ContactMessage other, ContactMessage message, TimeSpan span) => other.CreatedAt >= message.CreatedAt - span;
}
