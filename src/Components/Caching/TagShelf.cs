using Components.Fragments;
using Components.Fragments.Overlay;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Caching;

/// <summary>What is kept of tags on one page of this site, for one request to it.</summary>
internal sealed class TagShelf(PartShelf shelf, AnswerCache cache)
{
    public long Turn => cache.Turn;

    /// <summary>The one of the page that a request shows; null where nothing of it is kept.</summary>
    public static TagShelf? Of(HttpContext http)
    {
        // What a page's address asks of a fragment concerns this request alone.
        if (http.Request.Query.Count > 0)
            return null;
        // Asked for each tag that may be shared, and put together for the first.
        if (http.Features.Get<TagShelf>() is { } known)
            return known;
        var services = http.RequestServices;
        if (services.GetRequiredService<PartStore>() is not { IsOn: true } store || services.GetRequiredService<Costs>().AreSaid || services.GetRequiredService<FragmentUrls>().OwnPageOf(http) is not { } page)
            return null;
        var shelf = store.ShelfFor(page.Address, page.SiteBase);
        http.Features.Set(shelf);
        return shelf;
    }

    /// <summary>What is kept, unless something that it depends on has changed since.</summary>
    public KeptTag? Find(object key) => shelf.Find(key) is KeptTag kept && kept.IsCurrent(cache) ? kept : null;

    public void Keep(object key, KeptTag kept) => shelf.Keep(key, kept);
}

/// <summary>What a tag shows, with its element.</summary>
/// <param name="html">As it was written.</param>
/// <param name="elementId">The id of its element, by itself.</param>
/// <param name="tags">What it depends on.</param>
/// <param name="seen">Which changes it has seen.</param>
internal sealed class KeptTag(string html, string elementId, IReadOnlyCollection<string> tags, long seen) : KeptMarkup(html)
{
    private readonly SeenChanges _seen = new(tags, seen);

    public string ElementId => elementId;

    public IReadOnlyCollection<string> Tags => tags;

    public bool IsCurrent(AnswerCache cache) => _seen.AreAll(cache);
}
