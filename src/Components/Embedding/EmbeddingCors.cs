using Components.Fragments;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Components.Embedding;

/// <summary>
/// Lets the pages of registered sites read our answers (Fetch Standard, CORS protocol): each by its own origin, compared letter by letter, never by a wildcard, and never with cookies.
/// </summary>
internal sealed class EmbeddingCors(EmbeddingSites sites)
{
    public const string VisitorHeader = "Component-Visitor";
    private const string Exposed = "Component-Flash, Component-Command, Component-Fragment, Component-Place, Component-Visitor, ETag, Retry-After, HX-Location";
    private const string Accepted = "Component-Visitor, Component-Work, Content-Type, If-None-Match";
    private static readonly StringValues Methods = "GET, POST";
    private static readonly StringValues Seconds = "7200";

    // What other sites' pages ask for besides fragments, whose addresses name the origin that they are for.
    private static readonly string[] Common = [SignEndpoint.Route, VisitorEndpoint.Route, BatchEndpoint.Route, Spam.ChallengeEndpoint.Route, "/c/_/"];

    /// <summary>Lets the page that asks read the answer where its site is registered, also where it is switched off, so that it can say so.</summary>
    /// <returns>Null where it is not, or the request does not come from a page of another site.</returns>
    public async ValueTask<EmbeddingSite?> AllowAsync(HttpContext http)
    {
        http.Response.Headers.Append("Vary", "Origin");
        if (http.Request.Headers.Origin is not [{ Length: > 0 } origin] || await sites.FindAsync(origin, http.RequestAborted) is not { } site)
            return null;
        http.Response.Headers.AccessControlAllowOrigin = site.Origin;
        http.Response.Headers.AccessControlExposeHeaders = Exposed;
        return site;
    }

    /// <summary>Answers the question that a browser asks before a request with headers of ours.</summary>
    public async Task AnswerPreflightAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        var asked = http.Request.Query[FragmentUrl.OriginKey];
        var isFor = asked.Count > 0 ? asked == http.Request.Headers.Origin : Array.Exists(Common, path => http.Request.Path.StartsWithSegments(path.TrimEnd('/'), StringComparison.Ordinal));
        if (!isFor || await AllowAsync(http) is null)
        {
            http.Response.Headers.Vary = "Origin";
            return;
        }
        http.Response.Headers.AccessControlAllowMethods = Methods;
        http.Response.Headers.AccessControlAllowHeaders = Accepted;
        http.Response.Headers.AccessControlMaxAge = Seconds;
    }
}
