using Components.Fragments;
using Microsoft.AspNetCore.Http;

namespace Components.Spam;

/// <summary>
/// How badly each network (<see cref="PostLimiter.NetworkOf"/>) has behaved of late. What is reported is halved every ten minutes, so that whoever gets the address next
/// does not pay for long. Kept in memory, for a bounded number of networks: where there are more, the best behaved are forgotten first.
/// </summary>
public sealed class Misbehaviour(TimeProvider clock)
{
    internal const int MostNetworks = 50_000;
    private const double HighestScore = 64;
    private const double Forgiven = 0.5;
    private static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Record> _records = [];

    private readonly record struct Record(double Score, DateTimeOffset At);

    internal int Count
    {
        get
        {
            lock (_lock)
                return _records.Count;
        }
    }

    /// <summary>Notes that something bad came from a request's network: spam, a filled honeypot, a forged answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="weight">How bad, above 0. 1 doubles the work of a network that was clean, 3 makes it fourfold, 7 eightfold.</param>
    public void Report(HttpContext http, double weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        Report(PostLimiter.NetworkOf(http.Connection.RemoteIpAddress), weight);
    }

    /// <summary>What a request's network has on its account: 0 is clean, 64 the worst.</summary>
    public double ScoreOf(HttpContext http)
    {
        lock (_lock)
            return Known(PostLimiter.NetworkOf(http.Connection.RemoteIpAddress), clock.GetUtcNow());
    }

    internal void Report(string network, double weight)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            _records[network] = new Record(Math.Min(HighestScore, Known(network, now) + weight), now);
            if (_records.Count > MostNetworks)
                ForgetTheBest(now);
        }
    }

    private double Known(string network, DateTimeOffset now) => _records.TryGetValue(network, out var record) ? Decayed(record, now) : 0;

    // Half of them at once, so that a flood of networks does not sort the whole at every report.
    private void ForgetTheBest(DateTimeOffset now)
    {
        var byScore = _records.OrderBy(entry => Decayed(entry.Value, now)).ToList();
        foreach (var (network, _) in byScore.Where((entry, at) => at < MostNetworks / 2 || Decayed(entry.Value, now) < Forgiven))
            _records.Remove(network);
    }

    private static double Decayed(Record record, DateTimeOffset now) => record.Score * Math.Pow(0.5, Math.Max(0, (now - record.At) / HalfLife));
}
