using System.Diagnostics;

namespace Components.Sqlite;

/// <summary>Writing transactions that share a commit. Whoever comes until that is about to be made joins them.</summary>
/// <param name="first">The one that came first.</param>
/// <param name="patience">How long a writer waits for others.</param>
internal sealed class WriteGroup(PendingWrite first, TimeSpan patience)
{
    // So that nobody waits for a hundred others.
    private const int Most = 32;

    private readonly Lock _lock = new();
    private readonly List<PendingWrite> _all = [first];
    private readonly long _since = Stopwatch.GetTimestamp();
    private int _begun;
    private bool _isClosed;

    /// <returns>False where it has to wait for the next commit.</returns>
    public bool TryAdd(PendingWrite write)
    {
        lock (_lock)
        {
            // Nor behind one that is about to give up.
            if (_isClosed || _all.Count >= Most || Stopwatch.GetElapsedTime(_since) >= patience / 2)
                return false;
            _all.Add(write);
            return true;
        }
    }

    /// <summary>Those that have come since the last time, and still want it.</summary>
    /// <param name="andClose">Whether nobody joins them after that.</param>
    public IReadOnlyList<PendingWrite> Take(bool andClose = false)
    {
        List<PendingWrite> some;
        lock (_lock)
        {
            some = _all[_begun..];
            _begun = _all.Count;
            _isClosed |= andClose;
        }
        return some.FindAll(write => write.TryBegin());
    }

    /// <summary>Tells of a failure all who have not been told of another one.</summary>
    public void Fail(Exception e)
    {
        foreach (var write in CloseAndList())
            write.Fail(e);
    }

    /// <summary>Tells that it is committed all who have not been told of a failure.</summary>
    public void Acknowledge()
    {
        foreach (var write in CloseAndList())
            write.Acknowledge();
    }

    private List<PendingWrite> CloseAndList()
    {
        lock (_lock)
            _isClosed = true;
        return _all;
    }
}
