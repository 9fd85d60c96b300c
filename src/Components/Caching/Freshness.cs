namespace Components.Caching;

/// <summary>
/// Knows whether what is kept need be looked at again. What is asked often is not: once it was looked at ten times within 20 milliseconds it counts as good until they are over, since to look at files costs
/// more than to send what is kept. Whoever changes a file and asks at once is shown the change, unless a crowd asks too. Used by many threads.
/// </summary>
public sealed class Freshness
{
    private const int Window = 20;
    private const int MostLooks = 10;
    private long _window;
    private int _looks;

    /// <returns>False: look, and call <see cref="Forget"/> where it is not good any more.</returns>
    public bool IsSeen()
    {
        // The machine's own clock: this is about how often, not about when.
        var now = Environment.TickCount64;
        if (now - Volatile.Read(ref _window) < Window)
            return Interlocked.Increment(ref _looks) > MostLooks;
        Volatile.Write(ref _looks, 1);
        Volatile.Write(ref _window, now);
        return false;
    }

    /// <summary>Whoever asks next looks.</summary>
    public void Forget() => Volatile.Write(ref _window, 0);
}
