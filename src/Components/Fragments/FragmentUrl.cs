using System.Security.Cryptography;
using System.Text;
using Components.Signing;

namespace Components.Fragments;

/// <summary>
/// Where a fragment with its parameters is found, on which page and for whom. Writes the signed addresses:
/// <c>/c/{id}[/{handler}][.html]?{parameters}&amp;_page={host page}&amp;_sig={signature}</c>.
/// </summary>
public sealed class FragmentUrl
{
    private readonly UrlSigner _signer;
    private readonly string _pathBase;
    private readonly string _subject;
    private readonly long? _expiry;
    private readonly Dictionary<string, string> _queries = [];

    internal FragmentUrl(
        UrlSigner signer, FragmentDescriptor fragment, FragmentParameters parameters, FragmentTerms terms, string hostPage, string pathBase, Audience audience)
    {
        _signer = signer;
        Fragment = fragment;
        Parameters = parameters;
        HostPage = hostPage;
        Audience = audience;
        (_pathBase, _subject, _expiry) = (pathBase, audience.Subject, audience.Expiry);
        var ownId = HashOf(fragment.Id, parameters.Query);
        ElementId = terms.ElementId ?? ownId;
        Terms = terms with { ElementId = ElementId == ownId ? null : ElementId };
        Query = Terms.AddTo(parameters.Query);
    }

    internal const string HostPageKey = "_page";
    internal const string SignatureKey = "_sig";

    /// <summary>What travels.</summary>
    public FragmentParameters Parameters { get; }

    /// <summary>The id of the element that holds the fragment: from a hash of its id and parameters, unless the tag or the fragment around it says otherwise.</summary>
    public string ElementId { get; }

    /// <summary>The path of the page that the fragment is embedded in.</summary>
    public string HostPage { get; }

    /// <summary>The address of the partial HTML.</summary>
    public string Partial => $"{Path()}?{SignedQuery(Claim.LoadPurpose)}";

    /// <summary>The address of the same fragment as a whole page.</summary>
    public string Document => $"{Path()}.html?{SignedQuery(Claim.LoadPurpose)}";

    /// <summary>The address of the fragment's model as JSON; answered with 404 where its author gives none (<see cref="Fragments.Fragment.Model"/>).</summary>
    public string Json => $"{Path()}.json?{SignedQuery(Claim.LoadPurpose)}";

    internal FragmentDescriptor Fragment { get; }

    internal FragmentTerms Terms { get; }

    internal Audience Audience { get; }

    /// <summary>The raw query text that is signed as the claim's parameters.</summary>
    internal string Query { get; }

    /// <summary>The address to post to for partial HTML.</summary>
    /// <exception cref="ArgumentException">The fragment has no such handler.</exception>
    public string PartialOf(string handler) => $"{Path(handler)}?{SignedQuery(handler)}";

    /// <summary>The address to post to without JavaScript.</summary>
    /// <exception cref="ArgumentException">The fragment has no such handler.</exception>
    public string DocumentOf(string handler) => $"{Path(handler)}.html?{SignedQuery(handler)}";

    /// <summary>The same fragment in the same element with other parameters.</summary>
    public FragmentUrl With(FragmentParameters parameters) =>
        new(_signer, Fragment, parameters, Terms with { ElementId = ElementId }, HostPage, _pathBase, Audience);

    /// <summary>The same for another element of the page.</summary>
    internal FragmentUrl In(string elementId) => new(_signer, Fragment, Parameters, Terms with { ElementId = elementId }, HostPage, _pathBase, Audience);

    internal static string Join(string query, string item) => query.Length == 0 ? item : $"{query}&{item}";

    private string Path() => $"{_pathBase}{FragmentDescriptor.Prefix}{Fragment.Id}";

    private string Path(string handler)
    {
        if (!Fragment.Handlers.ContainsKey(handler))
            throw new ArgumentException($"Fragment '{Fragment.Id}' has no handler '{handler}'. It has: {string.Join(", ", Fragment.Handlers.Keys)}.", nameof(handler));
        return handler == FragmentHandler.Default ? Path() : $"{Path()}/{handler}";
    }

    private string SignedQuery(string purpose)
    {
        if (_queries.TryGetValue(purpose, out var known))
            return known;
        var page = Uri.EscapeDataString(HostPage);
        var signature = _signer.Sign(new Claim(Fragment.Id, purpose, Audience.Scope, _subject, _expiry, Query, page, Origin: ""));
        var query = Join(Query, $"{HostPageKey}={page}&{SignatureKey}={signature}");
        _queries.Add(purpose, query);
        return query;
    }

    internal static string HashOf(string id, string query)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{id}?{query}"), hash);
        return $"c-{Convert.ToHexStringLower(hash[..5])}";
    }
}
