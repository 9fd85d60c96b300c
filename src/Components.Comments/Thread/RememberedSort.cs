using Microsoft.AspNetCore.Http;

namespace Components.Comments.Thread;

/// <summary>The order that somebody chose, remembered by their browser for all threads of the site.</summary>
internal static class RememberedSort
{
    private const string CookieName = "comments-sort";
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    /// <returns>What was chosen just now, which is then remembered, or before; null where nothing ever was.</returns>
    public static CommentSort? Choose(HttpContext http, CommentSort? chosen)
    {
        if (chosen is not { } sort)
            return Enum.TryParse<CommentSort>(http.Request.Cookies[CookieName], out var known) && Enum.IsDefined(known) ? known : null;
        http.Response.Cookies.Append(CookieName, sort.ToString(), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            Path = "/",
            MaxAge = Life,
        });
        return sort;
    }
}
