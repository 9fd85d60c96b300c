using Microsoft.Extensions.Options;

namespace Components.Sources;

/// <summary>Keeps what was fetched for as long as it is good. Many who ask at the same time wait for one request.</summary>
internal sealed class SourceCache(SourceClient client, IOptions<SourceOptions> options, TimeProvider clock)
{
    private const int Most = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];

    private sealed class Entry
    {
        public required Task<SourceAnswer> Answer { get; init; }

        public DateTimeOffset? Until { get; set; }
    }

    public bool Allows(Uri address) => options.Value.Allows(address);

    public async Task<SourceAnswer> GetAsync(Uri address, CancellationToken cancellation) => await Find(address).WaitAsync(cancellation);

    private Task<SourceAnswer> Find(Uri address)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_entries.TryGetValue(address.AbsoluteUri, out var known) && (known.Until is null || known.Until > now))
                return known.Answer;
            MakeRoom(now);
            // Not on this thread, which holds the lock; and not given up with the first who asked.
            var entry = new Entry { Answer = Task.Run(() => client.FetchAsync(address)) };
            _entries[address.AbsoluteUri] = entry;
            _ = KeepAsync(entry);
            return entry.Answer;
        }
    }

    private async Task KeepAsync(Entry entry)
    {
        try
        {
            entry.Until = clock.GetUtcNow() + (await entry.Answer).Keep;
        }
        catch
        {
            // Who waits hears of it; the next one tries anew.
            entry.Until = DateTimeOffset.MinValue;
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_entries.Count < Most)
            return;
        foreach (var (address, entry) in _entries.ToArray())
            if (entry.Until <= now)
                _entries.Remove(address);
        if (_entries.Count >= Most)
            _entries.Remove(_entries.Keys.First());
    }
}
