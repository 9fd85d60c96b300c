using System.Security.Claims;
using Components.Caching;
using Components.Fragments;
using Microsoft.AspNetCore.Http;

namespace Components.Embedding;

/// <summary>
/// Whether a request to an address that was signed for another site's page is answered: only to a page of that very site, or to this site's own document of it, and only what a visitor may
/// do. Who is signed in here by a cookie is nobody there.
/// </summary>
internal sealed class EmbeddingGate(EmbeddingSites sites, EmbeddingCors cors, EmbeddedVisitors visitors, SameOrigin sameOrigin, SiteAddress own)
{
    /// <summary>Lets it through, or says why not.</summary>
    /// <param name="http">The request.</param>
    /// <param name="url">Its address, verified.</param>
    /// <param name="handler">Null for GET.</param>
    public async Task<Refusal?> PassAsync(HttpContext http, FragmentUrl url, FragmentHandler? handler)
    {
        var asking = await cors.AllowAsync(http);
        if (await sites.FindAsync(url.Origin, http.RequestAborted) is not { } site)
            return Refuse("This site is not registered here.", "the site is not registered any more", url);
        if (asking is not null ? asking.Origin != url.Origin : !IsOwn(http.Request, handler))
            return Forbid(http, "the request comes from another site than the address was signed for");
        if (!site.IsOn)
            return Refuse("This part of the page is not available.", "the site is switched off", url);
        if (handler?.IsOwnSiteOnly == true)
            return Refuse("This can only be done on this site's own pages.", "the handler is not for other sites' pages", url);
        http.User = new ClaimsPrincipal(new ClaimsIdentity());
        if (asking is not null)
            await visitors.RecogniseAsync(http, site);
        http.DependOn(() => sites.IsCurrent(site));
        http.Features.Set(new EmbeddingPage(site, url.HostPage[url.Origin.Length..], new QueryCollection()));
        return null;
    }

    // A document of the fragment is a page of ours; whoever opens it sends no Origin, and its forms ours. Nobody else can read an answer without leave.
    private bool IsOwn(HttpRequest request, FragmentHandler? handler) =>
        handler is null ? request.Headers.Origin.Count == 0 || request.Headers.Origin == own.Origin : sameOrigin.Allows(request);

    private static Refusal Forbid(HttpContext http, string reason)
    {
        http.Response.Headers.Remove("Access-Control-Allow-Origin");
        return new Refusal(StatusCodes.Status403Forbidden, "This address is not valid.", reason);
    }

    private static Refusal Refuse(string text, string reason, FragmentUrl url) => new(StatusCodes.Status403Forbidden, text, reason, url.HostPage);
}
