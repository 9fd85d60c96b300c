namespace Components.Admission;

/// <summary>
/// Lets so many at once do something; the others wait for their turn, for a time. It is the turn of who has waited longest, as long as few wait or none has waited long. Else it is that of who has come
/// last: when more come than can be served, in order each of them would wait as long as anybody may, and most who have waited so long are gone.
/// </summary>
internal sealed class Turns : IDisposable
{
    // Fewer for each permit are few.
    private const int Few = 8;

    // Such a part of the longest wait is long.
    private const int Part = 5;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(25);

    // In a second. To refuse so many takes a tenth of the processors.
    private static readonly int ManyRefused = 2_000 * Environment.ProcessorCount;

    private readonly int _permits;
    private readonly int _mostWaiting;
    private readonly TimeSpan _longestWait;
    private readonly TimeSpan _longestHold;
    private readonly bool _inOrder;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly LinkedList<Permit> _held = [];
    private readonly LinkedList<Permit> _returning = [];
    private readonly LinkedList<Permit> _waiting = [];
    private long _lookedAt;
    private int _refused;
    private bool _isRushed;
    private bool _looks;

    /// <param name="permits">How many at once.</param>
    /// <param name="mostWaiting">How many can wait, half as many while many are refused; who comes then is refused, or takes the place of whoever has waited longest once that is long.</param>
    /// <param name="longestWait">After that they are refused.</param>
    /// <param name="longestHold">After that they do not count any more.</param>
    /// <param name="inOrder">Whether it is always the turn of who has waited longest.</param>
    /// <param name="clock">The clock.</param>
    public Turns(int permits, int mostWaiting, TimeSpan longestWait, TimeSpan longestHold, bool inOrder, TimeProvider clock)
    {
        (_permits, _mostWaiting, _longestWait, _longestHold, _inOrder, _clock) = (permits, mostWaiting, longestWait, longestHold, inOrder, clock);
        _timer = clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many hold a permit, and how many wait for one.</summary>
    public (int Held, int Waiting) Count
    {
        get
        {
            lock (_lock)
                return (_held.Count, _returning.Count + _waiting.Count);
        }
    }

    /// <summary>Whether whoever comes now can't even wait, unless they take the place of somebody who does. Asked without a lock: a moment later it may be otherwise.</summary>
    public bool IsFull => _mostWaiting > 0 ? _waiting.Count >= MostWaiting : _held.Count >= Most;

    /// <summary>Refuses whoever comes now, if there is nothing else to be done with them.</summary>
    public bool TryRefuse()
    {
        lock (_lock)
        {
            if (!IsFull || IsCrowded())
                return false;
            CountRefused();
            return true;
        }
    }

    public ValueTask<bool> EnterAsync(Permit permit)
    {
        lock (_lock)
        {
            if (_held.Count < Most)
            {
                Hold(permit);
                return new(true);
            }
            if (IsFull)
            {
                CountRefused();
                // Told at once, and in the same breath: nothing is cheaper, and who waits already is soon served.
                if (!IsCrowded())
                    return new(false);
                Refuse(_waiting.First!.Value);
            }
            return new(Wait(permit, _waiting));
        }
    }

    public ValueTask ReturnAsync(Permit permit)
    {
        lock (_lock)
        {
            if (permit.IsOver || permit.Node.List == _held)
                return default;
            if (permit.Node.List == _returning)
                return new(permit.Turn!.Task);
            if (_returning.Count > 0 || _held.Count >= Most)
                return new(Wait(permit, _returning));
            Hold(permit);
            return default;
        }
    }

    public void Leave(Permit permit)
    {
        lock (_lock)
        {
            if (permit.Node.List != _held)
                return;
            _held.Remove(permit.Node);
            LetIn();
        }
    }

    public void End(Permit permit)
    {
        lock (_lock)
        {
            permit.IsOver = true;
            Leave(permit);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Hold(Permit permit)
    {
        permit.Since = _clock.GetTimestamp();
        _held.AddLast(permit.Node);
    }

    private Task<bool> Wait(Permit permit, LinkedList<Permit> line)
    {
        permit.Since = _clock.GetTimestamp();
        permit.Turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        line.AddLast(permit.Node);
        if (!_looks)
            LookLater();
        return permit.Turn.Task;
    }

    private void LetIn()
    {
        while (_held.Count < Most && Next() is { } next)
        {
            next.Node.List!.Remove(next.Node);
            Hold(next);
            next.Turn!.SetResult(true);
        }
    }

    private Permit? Next() => (_returning.First ?? (IsCrowded() ? _waiting.Last : _waiting.First))?.Value;

    // To refuse takes the processors, too. Where that is a good part of them, fewer answers at once leave enough of them that whoever comes is told so at once, and whoever is let in is not held up by it.
    private int Most => _isRushed ? Math.Max(1, _permits / 2) : _permits;

    // Nor would it be soon for whoever waits, where they were as many as otherwise.
    private int MostWaiting => _isRushed ? Math.Max(1, _mostWaiting / 2) : _mostWaiting;

    private bool IsCrowded() => !_inOrder && _waiting.Count >= Most * Few && _clock.GetElapsedTime(_waiting.First!.Value.Since) > _longestWait / Part;

    // Who holds a permit for too long loses it where others are refused for it, too, and not only where they wait.
    private void CountRefused()
    {
        if (!_looks)
            LookLater();
        _refused++;
    }

    private void Refuse(Permit permit)
    {
        _waiting.Remove(permit.Node);
        permit.Turn!.SetResult(false);
    }

    // While somebody waits or is refused: whoever has waited too long is refused, and whoever has held a permit too long loses it.
    private void Look()
    {
        lock (_lock)
        {
            _looks = false;
            _isRushed = !_inOrder && _refused >= ManyRefused * _clock.GetElapsedTime(_lookedAt).TotalSeconds;
            while (_held.First is { Value: var holder } && _clock.GetElapsedTime(holder.Since) >= _longestHold)
                _held.Remove(holder.Node);
            LetIn();
            while (_waiting.First is { Value: var oldest } && _clock.GetElapsedTime(oldest.Since) >= _longestWait)
                Refuse(oldest);
            if (_waiting.Count + _returning.Count > 0)
                LookLater();
            else
                _isRushed = false;
        }
    }

    private void LookLater()
    {
        (_looks, _refused, _lookedAt) = (true, 0, _clock.GetTimestamp());
        _timer.Change(BetweenLooks, Timeout.InfiniteTimeSpan);
    }
}
