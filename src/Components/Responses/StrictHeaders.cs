using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Components.Responses;

/// <summary>The headers of every page of ours: nothing inline, nothing from elsewhere, in nobody's frame.</summary>
public static class StrictHeaders
{
    private static readonly StringValues Policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds them to every answer of an application. Fragments have them anyway, so that a host application can leave this out.</summary>
    public static IApplicationBuilder UseStrictHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        Apply(http.Response);
        return next(http);
    });

    internal static void Apply(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        // 'no-referrer' would send `Origin: null` with a plain form, which is refused.
        headers["Referrer-Policy"] = "same-origin";
    }
}
