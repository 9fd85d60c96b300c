using System.Text;
using Microsoft.AspNetCore.Http;

namespace Components.Fragments;

/// <summary>
/// The address of the host page that shows what a fragment shows: its path, and the parameters that the tag need not give as the query, for <see cref="Fragment.OnPageAsked"/>. It names the element, so
/// that of two fragments of one kind only one follows.
/// </summary>
internal static class PageAddress
{
    private const string ElementKey = "_in";

    public static string Of(FragmentUrl url)
    {
        var query = new StringBuilder();
        foreach (var (name, text) in url.Parameters.Items)
            if (!url.Fragment.Parameters[name].IsRequired)
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(text));
        if (query.Length > 0)
            query.Append('&').Append(ElementKey).Append('=').Append(url.ElementId);
        return url.HostPage + query;
    }

    /// <summary>Whether a page's query means this element: it names it, or none.</summary>
    public static bool IsFor(IQueryCollection query, string elementId) => !query.TryGetValue(ElementKey, out var named) || named == elementId;
}
