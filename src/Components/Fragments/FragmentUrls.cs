using System.Text.RegularExpressions;
using Components.Embedding;
using Components.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Fragments;

/// <summary>Makes the URLs of fragments for a request: host page, path base and audience are the request's.</summary>
internal sealed partial class FragmentUrls(FragmentRegistry registry, UrlSigner signer, SessionCookie sessions, SiteAddress site, IOptions<ComponentsOptions> options, TimeProvider clock)
{
    public FragmentUrl Create(HttpContext http, Type type, FragmentParameters parameters, string hostPage) =>
        Create(http, registry.Of(type), parameters, hostPage, elementId: null, scope: null);

    /// <param name="http">The request in which the tag stands.</param>
    /// <param name="fragment">Which fragment.</param>
    /// <param name="parameters">What the tag gives it.</param>
    /// <param name="hostPage">Null: the page of the request.</param>
    /// <param name="elementId">Null: from a hash.</param>
    /// <param name="scope">Null: as the fragment says.</param>
    public FragmentUrl Create(HttpContext http, FragmentDescriptor fragment, FragmentParameters parameters, string? hostPage, string? elementId, UrlScope? scope)
    {
        if (elementId is not null && !ElementId().IsMatch(elementId))
            throw new ArgumentException($"'{elementId}' cannot be the id of a fragment's element: letters, digits and hyphens, a letter first, at most 64.", nameof(elementId));
        return Recreate(http, fragment, parameters, elementId, hostPage ?? PageOf(http), scope ?? fragment.Scope);
    }

    /// <summary>The same for a request that has been verified: what it stated is taken over, so that answers are as deterministic as URLs.</summary>
    public FragmentUrl Recreate(HttpContext http, FragmentDescriptor fragment, FragmentParameters parameters, string? elementId, string hostPage, UrlScope scope) =>
        new(signer, fragment, parameters, elementId, hostPage, BaseFor(http, hostPage), AudienceFor(http, scope));

    /// <summary>Who asks, as the scope's subject; null where the request has no such subject.</summary>
    public string? SubjectOf(HttpContext http, UrlScope scope) => scope switch
    {
        UrlScope.Public => "",
        UrlScope.Session => sessions.Read(http),
        _ => http.User.UserId(),
    };

    private Audience AudienceFor(HttpContext http, UrlScope scope)
    {
        if (scope == UrlScope.Public)
            return Audience.Everybody;
        var subject = scope == UrlScope.Session ? sessions.ReadOrCreate(http) : http.User.UserId()
            ?? throw new InvalidOperationException("A fragment in the scope 'user' needs somebody who is signed in. Show it only to them, or use the scope 'session'.");
        return new Audience(scope, subject, (clock.GetUtcNow() + options.Value.SignatureLifetime).ToUnixTimeSeconds());
    }

    private string BaseFor(HttpContext http, string hostPage)
    {
        var pathBase = http.Request.PathBase.ToUriComponent();
        return hostPage.StartsWith('/') ? pathBase : site.Origin + pathBase;
    }

    // One leading slash: '//host' would lead to another site when a redirect goes back there.
    private static string PageOf(HttpContext http) => http.Features.Get<EmbeddingPage>()?.Address ?? "/" + (http.Request.PathBase + http.Request.Path).ToUriComponent().TrimStart('/', '\\');

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9-]{0,63}\z")]
    private static partial Regex ElementId();
}
