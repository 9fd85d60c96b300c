using System.Collections.Concurrent;

namespace App.Accounts;

/// <summary>
/// How many mails about accounts one address gets, so that nobody's mailbox is flooded by strangers who type it: three an hour of each kind. Of each kind, so that somebody who keeps
/// registering with an address does not use up the mail by which its owner gets a new password. Counted in memory: only the site's owner can start the count anew.
/// </summary>
internal sealed class MailAllowance(TimeProvider clock)
{
    private const int PerHour = 3;
    private const int TidyAbove = 10_000;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(string Address, string Purpose), DateTimeOffset[]> _sent = new();

    /// <summary>Counts a mail.</summary>
    /// <returns>Whether it may be sent.</returns>
    public bool Take(string address, string purpose)
    {
        var now = clock.GetUtcNow();
        if (_sent.Count > TidyAbove)
            Tidy(now);
        var isAllowed = false;
        _sent.AddOrUpdate((address.Trim().ToUpperInvariant(), purpose), _ => Add([]), (_, sent) => Add(sent));
        return isAllowed;

        DateTimeOffset[] Add(DateTimeOffset[] sent)
        {
            DateTimeOffset[] recent = [.. sent.Where(time => IsRecent(time, now))];
            isAllowed = recent.Length < PerHour;
            return isAllowed ? [.. recent, now] : recent;
        }
    }

    private void Tidy(DateTimeOffset now)
    {
        foreach (var entry in _sent)
            if (!entry.Value.Any(time => IsRecent(time, now)))
                _sent.TryRemove(entry);
    }

    private static bool IsRecent(DateTimeOffset time, DateTimeOffset now) => now - time < Hour;
}
