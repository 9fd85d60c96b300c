using Components.Embedding;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Comments.Writing;

/// <summary>
/// What makes a guest the author of what they wrote: 256 random bits (<see cref="GuestToken"/>) in a cookie of their browser, of which only a hash is kept (see <see cref="Author.GuestKey"/>). Made when
/// they first write or vote. On a page of another site there are no cookies: there the browser keeps it for that site, and it travels in the header <c>Component-Visitor</c>.
/// </summary>
internal static class GuestCapability
{
    public const string CookieName = "comments-guest";
    private static readonly TimeSpan Life = TimeSpan.FromDays(400);
    private static readonly object NewToken = new();

    /// <returns>The author key; null where this browser has no capability.</returns>
    public static string? KeyOf(HttpContext http) => TokenOf(http) is { } token ? Author.GuestKey(token) : null;

    /// <returns>The author key of the capability that the request came with; null where it came with none.</returns>
    public static string? BroughtBy(HttpContext http) => BroughtTokenOf(http) is { } token ? Author.GuestKey(token) : null;

    /// <summary>The author key, of a capability that is made now where there is none. It lives 400 days from the last time it was used.</summary>
    public static string Grant(HttpContext http)
    {
        var token = TokenOf(http) ?? GuestToken.Make(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        Adopt(http, token);
        return Author.GuestKey(token);
    }

    /// <summary>Puts a capability into this browser.</summary>
    public static void Adopt(HttpContext http, string token)
    {
        http.Items[NewToken] = token;
        if (EmbeddedVisitor.Of(http) is { } visitor)
        {
            visitor.KeepGuest(token);
            return;
        }
        http.Response.Cookies.Append(CookieName, token, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            IsEssential = true,
            Path = "/",
            MaxAge = Life,
        });
    }

    /// <summary>The capability itself, of this browser; null where it has none.</summary>
    public static string? TokenOf(HttpContext http) => http.Items[NewToken] as string ?? BroughtTokenOf(http);

    private static string? BroughtTokenOf(HttpContext http) =>
        (EmbeddedVisitor.Of(http) is { } visitor ? visitor.GuestToken : http.Request.Cookies[CookieName]) is { } token && GuestToken.IsToken(token) ? token : null;
}
