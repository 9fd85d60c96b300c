using System.Security.Cryptography;
using System.Text;
using Components.Signing;

namespace Components.Fragments;

/// <summary>
/// Where a fragment with its parameters is found, on which page and for whom. Writes the signed addresses:
/// <c>/c/{id}[/{handler}][.html]?{parameters}&amp;_page={host page}[&amp;_origin={origin}]&amp;_sig={signature}</c>. For a page of another site all of them are absolute.
/// </summary>
public sealed class FragmentUrl
{
    private readonly UrlSigner _signer;
    private readonly string _page;
    private readonly string _subject;
    private readonly long? _expiry;
    private SignedFor? _signed;

    internal FragmentUrl(
        UrlSigner signer, FragmentDescriptor fragment, FragmentParameters parameters, FragmentTerms terms, string hostPage, string siteBase, Audience audience)
    {
        _signer = signer;
        Fragment = fragment;
        Parameters = parameters;
        HostPage = hostPage;
        Audience = audience;
        (SiteBase, _subject, _expiry) = (siteBase, audience.Subject, audience.Expiry);
        (Origin, _page) = Split(hostPage);
        var ownId = fragment.ElementIdOf(parameters);
        if (terms.Tag is { } tag)
            ownId = tag.ElementOf(ownId, fragment, parameters);
        ElementId = terms.ElementId ?? ownId;
        var said = ElementId == ownId ? null : ElementId;
        Terms = said == terms.ElementId ? terms : terms with { ElementId = said };
        Query = Terms.AddTo(parameters.Query);
    }

    internal const string HostPageKey = "_page";
    internal const string OriginKey = "_origin";
    internal const string SignatureKey = "_sig";

    /// <summary>What travels.</summary>
    public FragmentParameters Parameters { get; }

    /// <summary>The id of the element that holds the fragment: from a hash of its id and parameters, unless the tag or the fragment around it says otherwise.</summary>
    public string ElementId { get; }

    /// <summary>
    /// The id of an element inside the fragment to which links from elsewhere lead, such as <c>comment-12</c>: it stays as it is. Only where the same tag stood on the page before, the id is one of this
    /// tag's own, since no two elements may share one; the links lead to the first.
    /// </summary>
    /// <param name="id">The id of the element where the tag stands once.</param>
    public string AnchorOf(string id) => Terms.Tag is { IsTwin: true } tag ? $"{tag.ElementId}-{id}" : id;

    /// <summary>The path of the page that the fragment is embedded in; its whole address where it is another site's.</summary>
    public string HostPage { get; }

    /// <summary>The origin of the other site whose page the fragment is embedded in, such as <c>https://blog.example</c>; empty on this site's own pages.</summary>
    public string Origin { get; }

    /// <summary>
    /// What stands before a path of this site, such as <c>/c/pack/picture</c>, so that it leads here from the host page: the path base, and on another site's page this site's address before it.
    /// </summary>
    public string SiteBase { get; }

    internal bool IsEmbedded => Origin.Length > 0;

    /// <summary>The address of the partial HTML.</summary>
    public string Partial => Address("", Claim.LoadPurpose);

    /// <summary>The address of the same fragment as a whole page.</summary>
    public string Document => Address(".html", Claim.LoadPurpose);

    /// <summary>The address of the fragment's model as JSON; answered with 404 where its author gives none (<see cref="Fragments.Fragment.Model"/>).</summary>
    public string Json => Address(".json", Claim.LoadPurpose);

    /// <summary>What the fragment is called, in the language of the current request.</summary>
    /// <param name="services">The application's services or the request's.</param>
    public string TitleIn(IServiceProvider services) => Fragment.TitleIn(Fragment.Texts(services));

    internal FragmentDescriptor Fragment { get; }

    internal FragmentTerms Terms { get; }

    internal Audience Audience { get; }

    /// <summary>The raw query text that is signed as the claim's parameters.</summary>
    internal string Query { get; }

    /// <summary>The address to post to for partial HTML.</summary>
    /// <exception cref="ArgumentException">The fragment has no such handler.</exception>
    public string PartialOf(string handler) => Address(PathOf(handler), handler);

    /// <summary>The address to post to without JavaScript.</summary>
    /// <exception cref="ArgumentException">The fragment has no such handler.</exception>
    public string DocumentOf(string handler) => Address($"{PathOf(handler)}.html", handler);

    /// <summary>The same fragment in the same element with other parameters.</summary>
    public FragmentUrl With(FragmentParameters parameters) =>
        new(_signer, Fragment, parameters, Terms with { ElementId = ElementId }, HostPage, SiteBase, Audience);

    /// <summary>The same for another element of the page.</summary>
    internal FragmentUrl In(string elementId) => new(_signer, Fragment, Parameters, Terms with { ElementId = elementId }, HostPage, SiteBase, Audience);

    internal static string Join(string query, string item) => query.Length == 0 ? item : $"{query}&{item}";

    private string Address(string ending, string purpose)
    {
        var (page, origin) = (Uri.EscapeDataString(_page), Uri.EscapeDataString(Origin));
        var (separator, elsewhere) = (Query.Length == 0 ? "" : "&", IsEmbedded ? $"&{OriginKey}={origin}" : "");
        var signature = SignatureFor(purpose, page, origin);
        return $"{SiteBase}{FragmentDescriptor.Prefix}{Fragment.Id}{ending}?{Query}{separator}{HostPageKey}={page}{elsewhere}&{SignatureKey}={signature}";
    }

    private string PathOf(string handler)
    {
        if (!Fragment.Handlers.ContainsKey(handler))
            throw new ArgumentException($"Fragment '{Fragment.Id}' has no handler '{handler}'. It has: {string.Join(", ", Fragment.Handlers.Keys)}.", nameof(handler));
        return handler == FragmentHandler.Default ? "" : $"/{handler}";
    }

    private string SignatureFor(string purpose, string page, string origin)
    {
        for (var known = _signed; known is not null; known = known.Before)
            if (known.Purpose == purpose)
                return known.Signature;
        var signature = _signer.Sign(new Claim(Fragment.Id, purpose, Audience.Scope, _subject, _expiry, Query, page, origin));
        _signed = new SignedFor(purpose, signature, _signed);
        return signature;
    }

    // One purpose, rarely two: of a hundred addresses in a thread each would else have a dictionary.
    private sealed record SignedFor(string Purpose, string Signature, SignedFor? Before);

    private static (string Origin, string Page) Split(string hostPage)
    {
        var slash = hostPage.StartsWith('/') ? 0 : hostPage.IndexOf('/', hostPage.IndexOf("://", StringComparison.Ordinal) + 3);
        return (hostPage[..slash], hostPage[slash..]);
    }

    internal static string HashOf(string id, string query)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{id}?{query}"), hash);
        return $"c-{Convert.ToHexStringLower(hash[..5])}";
    }
}
