namespace Components.Spam;

/// <summary>
/// Remembers which challenges were answered, in memory and only until they expire. When there are more than it may hold, it forgets those that expire first, and from then
/// on takes none that expires as early: the memory is bounded, and yet nothing is ever taken twice. Another process, or this one after a restart, does not know them; a
/// challenge is good for minutes only, and a form posted twice is recognised by its own key.
/// </summary>
internal sealed class UsedChallenges(TimeProvider clock)
{
    /// <summary>About 10 MB.</summary>
    public const int Most = 100_000;

    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _nonces = [];
    private readonly PriorityQueue<UInt128, long> _byExpiry = new();
    private long _forgottenUntil;

    public int Count
    {
        get
        {
            lock (_lock)
                return _nonces.Count;
        }
    }

    /// <summary>Uses a challenge up. True once for each.</summary>
    public WorkResult Use(UInt128 nonce, long expires)
    {
        lock (_lock)
        {
            if (expires <= _forgottenUntil)
                return WorkResult.Expired;
            if (!_nonces.Add(nonce))
                return WorkResult.Used;
            _byExpiry.Enqueue(nonce, expires);
            Forget();
            return WorkResult.Done;
        }
    }

    private void Forget()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        while (_byExpiry.TryPeek(out var oldest, out var expires) && (expires < now || _nonces.Count > Most))
        {
            _byExpiry.Dequeue();
            _nonces.Remove(oldest);
            _forgottenUntil = Math.Max(_forgottenUntil, expires);
        }
    }
}
