using Microsoft.AspNetCore.Http;

namespace Components.Fragments;

/// <summary>
/// Gives each element of an answer an id of its own, so that forms and targets of one fragment never reach another. The first of several that are the same keeps its id, the next ones are
/// numbered in the order of the page: the same page always has the same URLs. A fragment inside another has an id that depends on where it stands, since both may be loaded by requests of their own.
/// </summary>
internal static class Twins
{
    private static readonly object Taken = new();

    /// <returns>The id; null: the one that the fragment's URL has by itself.</returns>
    public static string? IdOf(HttpContext http, FragmentDescriptor fragment, FragmentParameters given, string? wanted, Fragment? owner)
    {
        var own = FragmentUrl.HashOf(fragment.Id, given.Query);
        var id = wanted ?? (owner is null ? own : FragmentUrl.HashOf(fragment.Id, $"{given.Query} in {owner.Url.ElementId}"));
        if (http.Items[Taken] is not HashSet<string> taken)
            http.Items[Taken] = taken = [];
        var free = id;
        for (var number = 2; !taken.Add(free); number++)
            free = $"{id}-{number}";
        if (wanted is not null && free != wanted)
            FragmentLog.SameId(http.RequestServices, http.Request.Path, wanted, free);
        return free == own ? null : free;
    }
}
