using Components.Fragments;
using Microsoft.AspNetCore.Http;

namespace Components.Spam;

/// <summary>Counts how often somebody sends something, by several names and over several spans at once. Kept in memory: a restart forgives.</summary>
public sealed class SubmissionLimiter(TimeProvider clock)
{
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    // So many counts are made before old ones are looked for.
    private const int SweepEvery = 5_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Tally> _tallies = [];
    private int _untilSweep = SweepEvery;

    /// <summary>How many names are kept in memory.</summary>
    internal int Names
    {
        get
        {
            lock (_lock)
                return _tallies.Count;
        }
    }

    /// <summary>By which names somebody is counted: a member by account alone; a guest by capability, and by network, since a capability is easily thrown away.</summary>
    /// <param name="http">The request.</param>
    /// <param name="member">Names the account; null: there is none.</param>
    /// <param name="guest">Names what the guest's browser brought; null: nothing.</param>
    public static IReadOnlyList<string> ActorsOf(HttpContext http, string? member, string? guest = null)
    {
        if (member is not null)
            return [member];
        var network = $"net:{PostLimiter.NetworkOf(http.Connection.RemoteIpAddress)}";
        return guest is null ? [network] : [guest, network];
    }

    /// <summary>Counts one more, unless it would be too much by any of the names. What is too much does not count: who keeps trying waits no longer than who waits.</summary>
    /// <param name="what">What is sent, such as <c>comments/post</c>: other things are counted for themselves.</param>
    /// <param name="actors">See <see cref="ActorsOf"/>.</param>
    /// <param name="limits">All of them hold.</param>
    /// <returns>How long to wait, at least a second; null: it may be sent.</returns>
    public TimeSpan? Count(string what, IReadOnlyList<string> actors, params IReadOnlyList<RateLimit> limits)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var tallies = actors.Select(actor => $"{what} {actor}").Select(key => (Key: key, Tally: TallyOf(key, limits))).ToArray();
            var wait = tallies.SelectMany(one => limits.Select(limit => one.Tally.WaitFor(limit, now))).Max();
            if (wait > TimeSpan.Zero)
                return wait < LeastWait ? LeastWait : wait;
            // Not before: who is over the limit by one name could fill the memory with others.
            foreach (var (key, tally) in tallies)
                (_tallies[key] = tally).Add(now);
            if (--_untilSweep == 0)
                Sweep(now);
            return null;
        }
    }

    private Tally TallyOf(string key, IReadOnlyList<RateLimit> limits)
    {
        var tally = _tallies.GetValueOrDefault(key) ?? new Tally();
        tally.Span = limits.Max(limit => limit.Within);
        return tally;
    }

    private void Sweep(DateTimeOffset now)
    {
        _untilSweep = SweepEvery;
        foreach (var (key, _) in _tallies.Where(entry => entry.Value.IsOver(now)).ToList())
            _tallies.Remove(key);
    }

    private sealed class Tally
    {
        private readonly Queue<DateTimeOffset> _times = [];

        /// <summary>What is longer ago does not matter.</summary>
        public TimeSpan Span { get; set; }

        public void Add(DateTimeOffset now) => _times.Enqueue(now);

        public bool IsOver(DateTimeOffset now) => _times.Count == 0 || now - _times.Last() >= Span;

        public TimeSpan WaitFor(RateLimit limit, DateTimeOffset now)
        {
            while (_times.TryPeek(out var oldest) && now - oldest >= Span)
                _times.Dequeue();
            var lately = _times.Count(time => now - time < limit.Within);
            return lately < limit.Count ? TimeSpan.Zero : limit.Within - (now - _times.ElementAt(_times.Count - limit.Count));
        }
    }
}
