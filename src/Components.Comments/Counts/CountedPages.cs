using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Components.Comments.Counts;

/// <summary>Of which threads each page showed the counts when it was last made, so that they can be asked for before the page has come to them. Where a page has changed since, that costs one more query.</summary>
internal sealed class CountedPages
{
    private const int MostPages = 200, MostSubjects = 500, LongestAddress = 500;

    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> _pages = new(StringComparer.Ordinal);

    public IReadOnlySet<string> ShownOn(string page) => _pages.GetValueOrDefault(page, FrozenSet<string>.Empty);

    /// <param name="page">Its address with its query.</param>
    /// <param name="shown">Not to be changed any more.</param>
    public void Note(string page, IReadOnlySet<string> shown)
    {
        // There is nothing to gain with one. Of a page whose counts are shared, only those are asked for that have changed.
        if (shown.Count is < 2 or > MostSubjects || page.Length > LongestAddress || ShownOn(page).IsSupersetOf(shown))
            return;
        // Anybody can make up addresses.
        if (_pages.Count >= MostPages)
            _pages.Clear();
        _pages[page] = shown;
    }
}
