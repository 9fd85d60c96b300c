using Components.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Components.Fragments;

/// <summary>
/// Reads the address of a fragment request and verifies it, before anything else of the request is looked at. What is signed is the raw text, so a URL has exactly
/// one spelling: nothing re-encoded, reordered, doubled or added is ever accepted.
/// </summary>
internal sealed class FragmentRequest(UrlSigner signer, FragmentUrls urls)
{
    private const string SignatureMark = "&" + FragmentUrl.SignatureKey + "=";
    private const string PageMark = FragmentUrl.HostPageKey + "=";
    private const string OriginMark = "&" + FragmentUrl.OriginKey + "=";

    /// <returns>What is asked for, or why the request is refused: 403 for one that was never right, 410 for one that is stale, 400 for a parameter of a wrong type.</returns>
    public (AskedAddress? Asked, Refusal? Refusal) Read(HttpContext http, FragmentDescriptor fragment, string purpose, string path)
    {
        var query = http.Request.QueryString.Value.AsSpan();
        if (!HasPath(http, path) || query.Length == 0 || !TrySplit(query[1..], out var parameters, out var page, out var origin, out var signature) || !UrlSigner.TryRead(signature, out var stated))
            return (null, Forged("the address is not of the form that this site writes"));
        // On other people's pages nobody has a session here, and only what its author lets out is shown.
        if (origin.Length > 0 && (stated.Scope != UrlScope.Public || fragment.Embeddable is null))
            return (null, Forged("the fragment is not for other sites' pages"));
        var subject = urls.SubjectOf(http, stated.Scope);
        if (subject is null)
            return (null, stated.Scope == UrlScope.User ? SignInNeeded() : Forged("no session"));
        var claim = new Claim(fragment.Id, purpose, stated.Scope, subject, stated.Expiry, parameters, page, origin);
        var hostPage = Uri.UnescapeDataString(origin) + Uri.UnescapeDataString(page);
        return signer.Verify(claim, stated) switch
        {
            Verdict.Valid => Bind(http, fragment, parameters.ToString(), hostPage, stated.Scope),
            Verdict.Stale => (null, new Refusal(StatusCodes.Status410Gone, "This part of the page is out of date.", "expired, or its key is retired", hostPage)),
            _ => (null, Forged("wrong signature")),
        };
    }

    private static Refusal Forged(string reason) => new(StatusCodes.Status403Forbidden, "This address is not valid.", reason);

    // Whether it is right cannot be told without knowing who asks.
    private static Refusal SignInNeeded() => new(StatusCodes.Status401Unauthorized, "Please sign in to see this.", "nobody is signed in");

    // Routes do not mind case, escapes, dots and trailing slashes; a signed address does.
    private static bool HasPath(HttpContext http, string path)
    {
        // In-memory servers know no raw target.
        var raw = http.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target ? target : http.Request.Path.Value ?? "";
        var question = raw.IndexOf('?', StringComparison.Ordinal);
        var given = question < 0 ? raw : raw[..question];
        if (!given.EndsWith(path, StringComparison.Ordinal))
            return false;
        // Before it stands nothing (a proxy may have taken the path base off), the path base, or a whole origin (RFC 9112, 3.2.2).
        var before = given[..^path.Length];
        var root = http.Request.PathBase.ToUriComponent();
        return before.Length == 0 || before == root || before == $"{http.Request.Scheme}://{http.Request.Host}{root}";
    }

    private static bool TrySplit(ReadOnlySpan<char> query, out ReadOnlySpan<char> parameters, out ReadOnlySpan<char> page, out ReadOnlySpan<char> origin, out ReadOnlySpan<char> signature)
    {
        parameters = page = origin = signature = default;
        var mark = query.IndexOf(SignatureMark);
        if (mark < 0)
            return false;
        signature = query[(mark + SignatureMark.Length)..];
        var signed = query[..mark];
        var originAt = signed.LastIndexOf('&');
        if (originAt >= 0 && signed[originAt..].StartsWith(OriginMark))
        {
            origin = signed[(originAt + OriginMark.Length)..];
            signed = signed[..originAt];
            // Our own pages are written without it.
            if (origin.Length == 0)
                return false;
        }
        var pageAt = signed.LastIndexOf('&') + 1;
        // At 1 there is an '&' with nothing before it, which is never written.
        if (pageAt == 1 || !signed[pageAt..].StartsWith(PageMark))
            return false;
        page = signed[(pageAt + PageMark.Length)..];
        parameters = pageAt == 0 ? default : signed[..(pageAt - 1)];
        return true;
    }

    private (AskedAddress?, Refusal?) Bind(HttpContext http, FragmentDescriptor fragment, string query, string hostPage, UrlScope scope)
    {
        var terms = FragmentTerms.Usual;
        List<KeyValuePair<string, string>> given = [];
        Dictionary<string, object?> values = [];
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var name = pair.DecodeName().ToString();
            var text = pair.DecodeValue().ToString();
            if (terms.Take(name, text) is { } more)
            {
                terms = more;
                continue;
            }
            if (!fragment.Parameters.TryGetValue(name, out var parameter))
                return (null, Wrong($"there is no parameter '{name}'", hostPage));
            if (!parameter.TryParse(text, out var value, out var problem))
                return (null, Wrong(problem, hostPage));
            given.Add(new(name, text));
            values.Add(parameter.Property.Name, value);
        }
        foreach (var parameter in fragment.Parameters.Values)
            if (parameter.IsRequired && !values.ContainsKey(parameter.Property.Name))
                return (null, Wrong($"'{parameter.Name}' is missing", hostPage));
        return (new AskedAddress(urls.Recreate(http, fragment, new FragmentParameters(given), terms, hostPage, scope), values), null);
    }

    private static Refusal Wrong(string problem, string hostPage) =>
        new(StatusCodes.Status400BadRequest, "This address is not understood.", problem, hostPage);
}

/// <summary>What a verified address asks for.</summary>
/// <param name="Url">The address.</param>
/// <param name="Values">Its parameters as they were read, by property name.</param>
internal sealed record AskedAddress(FragmentUrl Url, Dictionary<string, object?> Values);
