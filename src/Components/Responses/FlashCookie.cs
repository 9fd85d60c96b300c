using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Components.Responses;

/// <summary>Carries a flash over a redirect to another page of this site. Protected, so that nobody else's words are ever shown as the site's.</summary>
public sealed class FlashCookie(IDataProtectionProvider protection)
{
    private const string Name = "component-flash";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Components.Flash").ToTimeLimitedDataProtector();

    /// <summary>Keeps a flash for the next page that this browser is shown.</summary>
    public void Keep(HttpContext http, Flash flash) =>
        http.Response.Cookies.Append(Name, _protector.Protect(ComponentHeaders.Serialize(flash), Life), Options(http));

    /// <summary>Takes the flash that waits, so that it is shown once. Null where none does, or where it is not ours.</summary>
    public Flash? Take(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { } text)
            return null;
        http.Response.Cookies.Delete(Name, Options(http));
        try
        {
            return ComponentHeaders.Deserialize(_protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext http) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, Path = "/" };
}
