using Microsoft.AspNetCore.Http;

namespace Components.Fragments;

/// <summary>
/// Gives each element of an answer an id of its own, so that forms and targets of one fragment never reach another. The first of several that are the same keeps its id, the next ones are
/// numbered in the order of the page: the same page always has the same URLs. A fragment inside another has an id that depends on where it stands, since both may be loaded by requests of their own.
/// </summary>
internal static class Twins
{
    private static readonly object Taken = new();

    /// <returns>The id, null where it is the one that the fragment's URL has by itself; and what its parts are to know of it.</returns>
    public static (string? Id, TagElement? Element) Place(HttpContext http, FragmentDescriptor fragment, FragmentParameters given, Fragment tag, Fragment? owner)
    {
        var own = fragment.ElementIdOf(given);
        var id = tag.Id ?? (owner is null ? own : FragmentUrl.HashOf(fragment.Id, $"{given.Query} in {owner.Url.ElementId}"));
        var page = PageOf(http);
        var isTwin = !page.Tags.Add(own);
        var free = id;
        for (var number = 2; !page.Ids.Add(free); number++)
            free = $"{id}-{number}";
        if (tag.Id is not null && free != tag.Id)
            FragmentLog.SameId(http.RequestServices, http.Request.Path, tag.Id, free);
        // What merely stands inside of another is one of its parts.
        var isPart = owner is not null && tag.Id is null && free == id;
        return (free == own ? null : free, isPart ? owner!.Url.Terms.Tag : ElementOf(own, tag.Target ?? free, isTwin));
    }

    /// <summary>Takes the id that a tag's element has by itself, where no other of the page has it.</summary>
    public static bool TryTake(HttpContext http, string own)
    {
        var page = PageOf(http);
        if (page.Ids.Contains(own) || !page.Tags.Add(own))
            return false;
        page.Ids.Add(own);
        return true;
    }

    private static Page PageOf(HttpContext http)
    {
        if (http.Items[Taken] is not Page page)
            http.Items[Taken] = page = new Page([], []);
        return page;
    }

    private static TagElement? ElementOf(string own, string element, bool isTwin) => element == own ? null : new TagElement(own, element, isTwin);

    private sealed record Page(HashSet<string> Ids, HashSet<string> Tags);
}
