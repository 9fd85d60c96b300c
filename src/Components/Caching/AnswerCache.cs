using System.Collections.Concurrent;
using Components.Push;
using Microsoft.Extensions.Options;

namespace Components.Caching;

/// <summary>
/// Answers that serve everybody of whom nothing is known, until what they depend on changes. An answer whose making began before a change is never kept after it, and nobody who asks after a
/// change is given one that began before.
/// </summary>
internal sealed class AnswerCache : IDisposable
{
    // So long after a change nothing is under way any more that began before it.
    private static readonly long Remembered = (long)TimeSpan.FromMinutes(30).TotalMilliseconds;

    private readonly TimeProvider _clock;
    private readonly IDisposable _listening;
    private readonly ConcurrentDictionary<AnswerKey, KeptAnswer> _kept = new();
    private readonly ConcurrentDictionary<AnswerKey, AnswerKeeping> _underWay = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<AnswerKey>> _byTag = [];
    private readonly Dictionary<string, (long Turn, long At)> _changed = [];
    private readonly Queue<(string Tag, long Turn, long At)> _changes = new();
    private long _turn;
    private long _forgotten = -1;
    private long _size;

    public AnswerCache(IChanges changes, IOptions<CacheOptions> options, TimeProvider clock)
    {
        _clock = clock;
        Options = options.Value;
        _listening = changes.Listen(Forget);
    }

    public CacheOptions Options { get; }

    public bool IsOn => Options.Life > TimeSpan.Zero && Options.MostBytes > 0;

    public int Count => _kept.Count;

    /// <summary>In milliseconds since 1970.</summary>
    public long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Counts the changes: what begins now has seen all of them up to this one.</summary>
    public long Turn => Volatile.Read(ref _turn);

    /// <summary>An answer that is good now.</summary>
    /// <param name="key">To what.</param>
    /// <param name="wasKept">Whether there was one that is not good any more: others will ask for it too.</param>
    public KeptAnswer? Find(in AnswerKey key, out bool wasKept)
    {
        wasKept = _kept.TryGetValue(key, out var answer);
        var now = Now;
        if (!wasKept || !answer!.IsGood(now))
            return null;
        answer.UsedAt = now;
        return answer;
    }

    /// <summary>Makes it this request's task to answer.</summary>
    /// <returns>The request whose task it is already; null: it is this one's now, until <see cref="End"/>.</returns>
    public AnswerKeeping? Begin(AnswerKeeping own)
    {
        var first = _underWay.GetOrAdd(own.Key, own);
        return first == own ? null : first;
    }

    public void End(AnswerKeeping own) => _underWay.TryRemove(new KeyValuePair<AnswerKey, AnswerKeeping>(own.Key, own));

    /// <summary>Keeps an answer, unless something that it depends on changed since its making began.</summary>
    public bool Keep(AnswerKey key, KeptAnswer answer, long began)
    {
        lock (_lock)
        {
            if (!HasSeen(answer.Tags, began))
                return false;
            Remove(key);
            _kept[key] = answer;
            _size += answer.Size;
            foreach (var tag in answer.Tags)
                (_byTag.TryGetValue(tag, out var keys) ? keys : _byTag[tag] = []).Add(key);
            if (_size > Options.MostBytes)
                MakeRoom();
            return true;
        }
    }

    /// <summary>Whether an answer whose making began then has seen everything that had changed when somebody else asked for it. Said too seldom rather than too often.</summary>
    public bool IsCurrent(KeptAnswer answer, long began) => IsCurrent(answer.Tags, began);

    /// <summary>The same for anything that depends on these.</summary>
    public bool IsCurrent(IReadOnlyCollection<string> tags, long began)
    {
        lock (_lock)
            return HasSeen(tags, began);
    }

    public void Dispose() => _listening.Dispose();

    private void Forget(IReadOnlyCollection<string> tags)
    {
        lock (_lock)
        {
            var now = Now;
            foreach (var tag in tags)
            {
                var turn = ++_turn;
                _changed[tag] = (turn, now);
                _changes.Enqueue((tag, turn, now));
                if (_byTag.TryGetValue(tag, out var keys))
                    foreach (var key in keys.ToArray())
                    {
                        Remove(key);
                        // So that of many who ask for it now, one has it made.
                        _kept[key] = KeptAnswer.Gone;
                        _size += KeptAnswer.Gone.Size;
                    }
            }
            while (_changes.TryPeek(out var oldest) && now - oldest.At > Remembered)
            {
                _changes.Dequeue();
                _forgotten = oldest.Turn;
                if (_changed[oldest.Tag].Turn == oldest.Turn)
                    _changed.Remove(oldest.Tag);
            }
        }
    }

    private bool HasSeen(IReadOnlyCollection<string> tags, long began)
    {
        if (began < _forgotten)
            return false;
        foreach (var tag in tags)
            if (_changed.TryGetValue(tag, out var last) && last.Turn > began)
                return false;
        return true;
    }

    private void Remove(AnswerKey key)
    {
        if (!_kept.TryRemove(key, out var answer))
            return;
        _size -= answer.Size;
        foreach (var tag in answer.Tags)
            if (_byTag.TryGetValue(tag, out var keys) && keys.Remove(key) && keys.Count == 0)
                _byTag.Remove(tag);
    }

    // Down to four fifths, so that it is not done for each.
    private void MakeRoom()
    {
        var now = Now;
        foreach (var (key, _) in _kept.OrderBy(kept => kept.Value.End > now ? kept.Value.UsedAt : 0).ToArray())
        {
            if (_size <= Options.MostBytes / 5 * 4)
                return;
            Remove(key);
        }
    }
}
