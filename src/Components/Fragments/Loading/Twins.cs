using Microsoft.AspNetCore.Http;

namespace Components.Fragments;

/// <summary>
/// Gives each element of an answer an id of its own, so that forms and targets of one fragment never reach another. The first of several that are the same keeps its id, the next ones are
/// numbered in the order of the page: the same page always has the same URLs. A fragment inside another has an id that depends on where it stands, since both may be loaded by requests of their own.
/// </summary>
internal static class Twins
{
    /// <returns>The id, null where it is the one that the fragment's URL has by itself; and what its parts are to know of it.</returns>
    public static (string? Id, TagElement? Element) Place(HttpContext http, FragmentDescriptor fragment, FragmentParameters given, Fragment tag, Fragment? owner)
    {
        var own = fragment.ElementIdOf(given);
        var id = tag.Id ?? (owner is null ? own : FragmentUrl.HashOf(fragment.Id, $"{given.Query} in {owner.Url.ElementId}"));
        var taken = TakenIds.Of(http);
        var isTwin = !taken.OfTags.Add(own);
        var free = id;
        for (var number = 2; !taken.All.Add(free); number++)
            free = $"{id}-{number}";
        if (tag.Id is not null && free != tag.Id)
            FragmentLog.SameId(http.RequestServices, http.Request.Path, tag.Id, free);
        // What merely stands inside of another is one of its parts.
        var isPart = owner is not null && tag.Id is null && free == id;
        return (free == own ? null : free, isPart ? owner!.Url.Terms.Tag : ElementOf(own, tag.Target ?? free, isTwin));
    }

    private static TagElement? ElementOf(string own, string element, bool isTwin) => element == own ? null : new TagElement(own, element, isTwin);
}

/// <summary>The ids that the elements of an answer have.</summary>
internal sealed class TakenIds
{
    private static readonly object Key = new();

    /// <summary>All of them.</summary>
    public HashSet<string> All { get; } = [];

    /// <summary>Those that the fragments of its tags have by themselves.</summary>
    public HashSet<string> OfTags { get; } = [];

    public static TakenIds Of(HttpContext http)
    {
        if (http.Items[Key] is not TakenIds ids)
            http.Items[Key] = ids = new TakenIds();
        return ids;
    }

    /// <summary>Takes the ids that tags' elements have by themselves, all of them different, where nothing else of the page has one of them.</summary>
    public bool TryTake(IReadOnlyCollection<string> own)
    {
        foreach (var id in own)
            if (All.Contains(id) || OfTags.Contains(id))
                return false;
        All.EnsureCapacity(All.Count + own.Count);
        OfTags.EnsureCapacity(OfTags.Count + own.Count);
        foreach (var id in own)
        {
            All.Add(id);
            OfTags.Add(id);
        }
        return true;
    }
}
