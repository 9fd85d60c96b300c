using System.Text;
using Components.Fragments;
using Components.Fragments.Overlay;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Caching;

/// <summary>What is kept of tags on one page of this site, for one request to it; and what each of its tags would else ask the request for.</summary>
internal sealed class TagShelf(PartShelf shelf, AnswerCache cache)
{
    public long Turn => cache.Turn;

    /// <summary>All fragments.</summary>
    public FragmentRegistry Registry { get; private init; } = null!;

    /// <summary>The ids that the page's elements have.</summary>
    public TakenIds Ids { get; private init; } = null!;

    /// <summary>What becomes of the page's answer; null: it serves nobody else.</summary>
    public AnswerKeeping? Keeping { get; private init; }

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
        var shelf = new TagShelf(store.ShelfFor(page.Address, page.SiteBase), services.GetRequiredService<AnswerCache>())
        {
            Registry = services.GetRequiredService<FragmentRegistry>(),
            Ids = TakenIds.Of(http),
            Keeping = AnswerKeeping.Of(http),
        };
        http.Features.Set(shelf);
        return shelf;
    }

    /// <summary>What is kept, unless something that it depends on has changed since.</summary>
    public KeptTag? Find(object key) => shelf.Find(key) is KeptTag kept && kept.IsCurrent(cache) ? kept : null;

    public void Keep(object key, KeptTag kept) => shelf.Keep(key, kept);
}

/// <summary>What a tag shows, with its element, or a text with several of them.</summary>
/// <param name="html">As it was written.</param>
/// <param name="elementIds">The ids of its elements, by themselves.</param>
/// <param name="tags">What it depends on.</param>
/// <param name="seen">Which changes it has seen.</param>
internal sealed class KeptTag(string html, IReadOnlyCollection<string> elementIds, IReadOnlyCollection<string> tags, long seen) : KeptMarkup(html)
{
    private const int OfOneElement = 100;
    private readonly SeenChanges _seen = new(tags, seen);

    public IReadOnlyCollection<string> ElementIds => elementIds;

    public IReadOnlyCollection<string> Tags => tags;

    public override long Size => base.Size + (OfOneElement * (elementIds.Count + tags.Count));

    public bool IsCurrent(AnswerCache cache) => _seen.AreAll(cache);
}

/// <summary>Puts together what a text shows, of what is kept of its tags.</summary>
internal sealed class KeptTextBuilder
{
    private readonly StringBuilder _html = new();
    private readonly List<string> _elementIds = [];
    private readonly HashSet<string> _tags = [];

    /// <summary>False: something in it is not kept.</summary>
    public bool IsWhole { get; set; } = true;

    public void Add(string html)
    {
        if (IsWhole)
            _html.Append(html);
    }

    public void Add(KeptTag kept)
    {
        if (!IsWhole)
            return;
        _html.Append(kept.Html);
        _elementIds.AddRange(kept.ElementIds);
        _tags.UnionWith(kept.Tags);
    }

    /// <param name="seen">Which changes all of it has seen.</param>
    /// <returns>Null where it is not whole.</returns>
    public KeptTag? Join(long seen) => IsWhole ? new KeptTag(_html.ToString(), _elementIds, _tags, seen) : null;
}
