using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Defence;

/// <summary>What the tables know of a text and a network; each count is along an index, and ends where more would change nothing.</summary>
internal static class MessageFacts
{
    public static readonly TimeSpan SameTextSpan = TimeSpan.FromDays(1);
    public static readonly TimeSpan RateSpan = TimeSpan.FromHours(1);
    public static readonly TimeSpan SpamSpan = TimeSpan.FromDays(30);

    private const int Enough = 100;
    private static readonly MessagePlace[] Anywhere = Enum.GetValues<MessagePlace>();

    /// <summary>Messages of the last day with the same text: anybody's where it is long enough to be the same by no chance; else those from the same network.</summary>
    /// <param name="messages">All of them.</param>
    /// <param name="telling">See <see cref="MessageDescription.TellingText"/>.</param>
    /// <param name="network">Where it comes from; null: that is not known.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the counting.</param>
    public static Task<int> SameTextAsync(this IQueryable<ContactMessage> messages, string telling, string? network, DateTimeOffset now, CancellationToken cancellation)
    {
        var isShort = telling.Length < MessageDescription.LeastTelling;
        if (ContactMessage.FingerprintOf(telling) is not { } fingerprint || (isShort && network is null))
            return Task.FromResult(0);
        var since = TimeOrderedId.At(now - SameTextSpan);
        var same = messages.Where(message => message.Fingerprint == fingerprint && message.Id >= since);
        return CountAsync(isShort ? same.Where(message => message.Network == network) : same, cancellation);
    }

    /// <summary>Messages of the last 30 days from the same network that are taken for spam.</summary>
    public static Task<int> SpamAsync(this IQueryable<ContactMessage> messages, string? network, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = TimeOrderedId.At(now - SpamSpan);
        return network is null
            ? Task.FromResult(0)
            : CountAsync(messages.Where(message => message.Network == network && message.Place == MessagePlace.Spam && message.Id >= since), cancellation);
    }

    /// <summary>Messages of the last hour from the same network.</summary>
    public static Task<int> LatelyAsync(this IQueryable<ContactMessage> messages, string? network, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = TimeOrderedId.At(now - RateSpan);
        // Each place is named, so that the index by network and place serves.
        return network is null
            ? Task.FromResult(0)
            : CountAsync(messages.Where(message => message.Network == network && Anywhere.Contains(message.Place) && message.Id >= since), cancellation);
    }

    // Their keys are in the index: no row is read for it.
    private static async Task<int> CountAsync(IQueryable<ContactMessage> messages, CancellationToken cancellation) =>
        (await messages.OrderBy(message => message.Id).Select(message => message.Id).Take(Enough).ToListAsync(cancellation)).Count;
}
