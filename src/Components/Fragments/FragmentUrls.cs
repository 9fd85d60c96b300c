using Components.Caching;
using Components.Embedding;
using Components.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Fragments;

/// <summary>Makes the URLs of fragments for a request: host page, path base and audience are the request's.</summary>
internal sealed class FragmentUrls(FragmentRegistry registry, UrlSigner signer, SessionCookie sessions, SiteAddress site, IOptions<ComponentsOptions> options, TimeProvider clock)
{
    /// <inheritdoc cref="Create(HttpContext, FragmentDescriptor, FragmentParameters, string?, FragmentTerms, UrlScope?)"/>
    public FragmentUrl Create(HttpContext http, Type type, FragmentParameters parameters, string hostPage, FragmentTerms? terms = null) =>
        Create(http, registry.Of(type), parameters, hostPage, terms ?? FragmentTerms.Usual, scope: null);

    /// <param name="http">The request in which the tag stands.</param>
    /// <param name="fragment">Which fragment.</param>
    /// <param name="parameters">What the tag gives it.</param>
    /// <param name="hostPage">Null: the page of the request.</param>
    /// <param name="terms">What else the tag says.</param>
    /// <param name="scope">Null: as the fragment says.</param>
    public FragmentUrl Create(HttpContext http, FragmentDescriptor fragment, FragmentParameters parameters, string? hostPage, FragmentTerms terms, UrlScope? scope) =>
        Recreate(http, fragment, parameters, terms, hostPage ?? PageOf(http), scope ?? fragment.Scope);

    /// <summary>Outside of any request.</summary>
    public FragmentUrl CreateForEverybody(FragmentDescriptor fragment, FragmentParameters parameters, string hostPage, FragmentTerms terms) =>
        new(signer, fragment, parameters, terms, hostPage, hostPage.StartsWith('/') ? "" : site.Origin, Audience.Everybody);

    /// <summary>The same for a request that has been verified: what it stated is taken over, so that answers are as deterministic as URLs.</summary>
    public FragmentUrl Recreate(HttpContext http, FragmentDescriptor fragment, FragmentParameters parameters, FragmentTerms terms, string hostPage, UrlScope scope) =>
        new(signer, fragment, parameters, terms, hostPage, BaseFor(http, hostPage), AudienceFor(http, scope));

    /// <summary>The page of this site that a request shows, and what stands before its paths; null where it shows something else, such as a fragment by itself.</summary>
    public (string Address, string SiteBase)? OwnPageOf(HttpContext http) =>
        http.Features.Get<FragmentCall>() is null && http.Features.Get<EmbeddingPage>() is null && PageOf(http) is var page ? (page, BaseFor(http, page)) : null;

    /// <summary>Who may listen to what a fragment depends on: those for whom its URL is good; where it asks for more than that, the person to whom it is shown.</summary>
    public Audience Listeners(HttpContext http, FragmentUrl url) =>
        AudienceFor(http, url.Fragment.HasPolicy && http.User.UserId() is not null ? UrlScope.User : url.Audience.Scope);

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
        PersonalAddresses.Mark(http);
        var subject = scope == UrlScope.Session ? sessions.ReadOrCreate(http) : http.User.UserId()
            ?? throw new InvalidOperationException("A fragment in the scope 'user' needs somebody who is signed in. Show it only to them, or use the scope 'session'.");
        return new Audience(scope, subject, (clock.GetUtcNow() + options.Value.SignatureLifetime).ToUnixTimeSeconds());
    }

    private string BaseFor(HttpContext http, string hostPage)
    {
        var pathBase = http.Request.PathBase.ToUriComponent();
        return hostPage.StartsWith('/') ? pathBase : site.Origin + pathBase;
    }

    // What the layout holds around a fragment's document stands on the page of that fragment, where that is one of this site.
    private static string PageOf(HttpContext http)
    {
        if (http.Features.Get<FragmentCall>()?.Url is { } around)
            return around.Origin.Length == 0 ? around.HostPage : "/";
        // One leading slash: '//host' would lead to another site when a redirect goes back there.
        return http.Features.Get<EmbeddingPage>()?.Address ?? "/" + (http.Request.PathBase + http.Request.Path).ToUriComponent().TrimStart('/', '\\');
    }
}
