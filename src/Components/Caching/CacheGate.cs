using Components.Embedding;
using Components.Htmx;
using Components.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Caching;

/// <summary>Tells visitors of whom nothing is known from all others: whoever brings anything that an answer could depend on is answered by themselves.</summary>
internal sealed class CacheGate(IOptions<CacheOptions> options)
{
    private readonly string[] _ignored = [.. options.Value.IgnoredCookies];
    private readonly string[] _personal = [.. options.Value.PersonalHeaders, "Authorization"];

    /// <summary>Whether an answer for everybody would be right.</summary>
    /// <param name="request">The request.</param>
    /// <param name="chosen">The language that they chose, as their cookie says it; empty: none.</param>
    public bool IsForEverybody(HttpRequest request, out string chosen)
    {
        chosen = "";
        var headers = request.Headers;
        if (!HttpMethods.IsGet(request.Method) || SaysWho(request) || headers.ContainsKey("Range") || headers.ContainsKey(EmbeddingCors.VisitorHeader))
            return false;
        // A fragment's address that somebody opens as a document leads elsewhere.
        if (request.Path.StartsWithSegments("/c", StringComparison.Ordinal) && HtmxRequest.From(request).IsNavigation)
            return false;
        var cookies = new CookieReader(headers.Cookie);
        while (cookies.Read())
            if (AnswerLanguages.IsChoice(cookies))
                chosen = cookies.Value.ToString();
            else if (!IsIgnored(cookies.Name))
                return false;
        return true;
    }

    /// <summary>Whether the request says who asks, in another way than by a cookie or as a visitor of another site's page.</summary>
    public bool SaysWho(HttpRequest request)
    {
        if (request.HttpContext.Connection.ClientCertificate is not null)
            return true;
        foreach (var name in _personal)
            if (request.Headers.ContainsKey(name))
                return true;
        return false;
    }

    private bool IsIgnored(ReadOnlySpan<char> name)
    {
        foreach (var beginning in _ignored)
            if (beginning.Length > 0 && name.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        return false;
    }
}
