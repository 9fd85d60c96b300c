using Microsoft.AspNetCore.Http;

namespace Components.Fragments;

/// <summary>
/// Whether a request that changes state comes from a page of this site: <c>Sec-Fetch-Site: same-origin</c> (Fetch Metadata), or, from a browser that does not send
/// that, an <c>Origin</c> (RFC 6454) equal to the site's configured address. Stands in for tokens, so that pages stay cacheable.
/// </summary>
internal sealed class SameOrigin(SiteAddress site)
{
    public bool Allows(HttpRequest request)
    {
        var fetchSite = request.Headers["Sec-Fetch-Site"];
        if (fetchSite.Count > 0)
            return fetchSite.Count == 1 && fetchSite[0] == "same-origin";
        var origin = request.Headers.Origin;
        return origin.Count == 1 && origin[0] == site.Origin;
    }
}
