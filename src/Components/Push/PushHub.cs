using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace Components.Push;

/// <summary>Who listens to what, within the owner's limits.</summary>
internal sealed class PushHub : IDisposable
{
    /// <summary>A page that connects is told what changed since this long: it was written a moment before.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromSeconds(60);
    private const int MostRecent = 1_000;

    private readonly PushOptions _options;
    private readonly TimeProvider _clock;
    private readonly IDisposable _listening;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ImmutableHashSet<PushListener>> _byTag = [];
    private readonly Dictionary<string, int> _byNetwork = [];
    private readonly Queue<(string Tag, DateTimeOffset At)> _recent = new();
    private int _count;

    public PushHub(IChanges changes, IOptions<PushOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options.Value, clock);
        _listening = changes.Listen(Hear);
    }

    public enum Entry
    {
        Granted,
        NetworkIsFull,
        Full,
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Lets a page listen. Whoever is let in calls <see cref="Leave"/>.</summary>
    public Entry Enter(PushListener listener)
    {
        lock (_lock)
        {
            if (_count >= _options.Connections)
                return Entry.Full;
            var ofNetwork = _byNetwork.GetValueOrDefault(listener.Network);
            if (ofNetwork >= _options.ConnectionsPerNetwork)
                return Entry.NetworkIsFull;
            _byNetwork[listener.Network] = ofNetwork + 1;
            _count++;
            foreach (var tag in listener.Tags)
                _byTag[tag] = _byTag.GetValueOrDefault(tag, []).Add(listener);
            TellRecent(listener);
            return Entry.Granted;
        }
    }

    public void Leave(PushListener listener)
    {
        lock (_lock)
        {
            _count--;
            if (--_byNetwork[listener.Network] == 0)
                _byNetwork.Remove(listener.Network);
            foreach (var tag in listener.Tags)
                if (_byTag[tag].Remove(listener) is { IsEmpty: false } others)
                    _byTag[tag] = others;
                else
                    _byTag.Remove(tag);
        }
    }

    public void Dispose() => _listening.Dispose();

    private void Hear(IReadOnlyCollection<string> tags)
    {
        foreach (var tag in tags)
            foreach (var listener in Note(tag))
                listener.Tell(tag);
    }

    private ImmutableHashSet<PushListener> Note(string tag)
    {
        lock (_lock)
        {
            Forget();
            _recent.Enqueue((tag, _clock.GetUtcNow()));
            return _byTag.GetValueOrDefault(tag, []);
        }
    }

    private void TellRecent(PushListener listener)
    {
        Forget();
        foreach (var (tag, _) in _recent)
            if (listener.Tags.Contains(tag))
                listener.Tell(tag);
    }

    private void Forget()
    {
        var before = _clock.GetUtcNow() - Recently;
        while (_recent.TryPeek(out var oldest) && (oldest.At < before || _recent.Count >= MostRecent))
            _recent.Dequeue();
    }
}
