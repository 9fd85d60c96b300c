using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Components.Fragments;

/// <summary>Knows a browser session by a random cookie, which is made only when a fragment in the scope <c>session</c> is shown.</summary>
internal sealed class SessionCookie
{
    private const string Name = "component-session";
    private const int Length = 22;

    public string? Read(HttpContext http) =>
        http.Request.Cookies[Name] is { Length: Length } id ? id : http.Items[this] as string;

    public string ReadOrCreate(HttpContext http)
    {
        if (Read(http) is { } known)
            return known;
        var id = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", Length);
        http.Response.Cookies.Append(Name, id, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });
        http.Items[this] = id;
        return id;
    }
}
