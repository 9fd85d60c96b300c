using System.Collections.Concurrent;

namespace Components.Fragments;

/// <summary>The ids that the elements of a fragment have by themselves, from a hash of its id and parameters. The first thousand stay: a page asks for the same ones each time that it is shown.</summary>
internal sealed class ElementIds(string fragment)
{
    private const int Most = 1000;
    private const int LongestQuery = 400;
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private int _count;

    /// <param name="query">The fragment's parameters, as they travel.</param>
    public string Of(string query)
    {
        if (_known.TryGetValue(query, out var known))
            return known;
        var id = FragmentUrl.HashOf(fragment, query);
        if (query.Length <= LongestQuery && _count < Most && _known.TryAdd(query, id))
            Interlocked.Increment(ref _count);
        return id;
    }
}
