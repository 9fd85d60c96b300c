using Components.Fragments;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Comments.Moderation;

/// <summary>How often somebody may write and vote: members by account; guests by capability, and by network, since a capability is easily thrown away. Kept in memory.</summary>
internal sealed class CommentLimiter(IOptions<CommentsOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    // So many counts are looked through for old ones at a time.
    private const int SweepEvery = 5_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _times = [];
    private int _untilSweep = SweepEvery;

    /// <summary>Counts a comment.</summary>
    /// <returns>How long to wait; null: it may be posted.</returns>
    public TimeSpan? CountPost(HttpContext http, Viewer viewer)
    {
        var limits = options.Value;
        return viewer.IsMember
            ? Count("post", [viewer.Key!], [(limits.MemberPostsPerMinute, Minute)])
            : Count("post", KeysOf(http, viewer), [(limits.GuestPostsPerMinute, Minute), (limits.GuestPostsPerHour, Hour)]);
    }

    /// <summary>Counts a vote or a reaction.</summary>
    /// <returns>How long to wait; null: it may be given.</returns>
    public TimeSpan? CountVote(HttpContext http, Viewer viewer) =>
        Count("vote", viewer.IsMember ? [viewer.Key!] : KeysOf(http, viewer), [(options.Value.VotesPerMinute, Minute)]);

    private static string[] KeysOf(HttpContext http, Viewer viewer)
    {
        var network = $"net:{PostLimiter.NetworkOf(http.Connection.RemoteIpAddress)}";
        return viewer.Key is { } key ? [key, network] : [network];
    }

    // What is refused does not count: who keeps trying waits no longer than who waits.
    private TimeSpan? Count(string what, string[] keys, (int Limit, TimeSpan Span)[] limits)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var counts = keys.Select(key => TimesOf($"{what} {key}")).ToArray();
            var wait = counts.SelectMany(times => limits.Select(limit => WaitFor(times, limit.Limit, limit.Span, now))).Max();
            if (wait > TimeSpan.Zero)
                return wait < LeastWait ? LeastWait : wait;
            foreach (var times in counts)
                times.Enqueue(now);
            if (--_untilSweep == 0)
                Sweep(now);
            return null;
        }
    }

    private Queue<DateTimeOffset> TimesOf(string key) => _times.TryGetValue(key, out var times) ? times : _times[key] = [];

    private static TimeSpan WaitFor(Queue<DateTimeOffset> times, int limit, TimeSpan span, DateTimeOffset now)
    {
        while (times.TryPeek(out var oldest) && now - oldest >= Hour)
            times.Dequeue();
        var lately = times.Count(time => now - time < span);
        return lately < limit ? TimeSpan.Zero : span - (now - times.ElementAt(times.Count - limit));
    }

    private void Sweep(DateTimeOffset now)
    {
        _untilSweep = SweepEvery;
        foreach (var (key, _) in _times.Where(entry => entry.Value.Count == 0 || now - entry.Value.Last() >= Hour).ToList())
            _times.Remove(key);
    }
}
