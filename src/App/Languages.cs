using Components;
using Microsoft.AspNetCore.Localization;

namespace App;

/// <summary>English and Japanese: as the visitor chose, else as the browser asks.</summary>
internal static class Languages
{
    private static readonly string[] All = ["en", "ja"];

    public static void AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(All[0]).AddSupportedCultures(All).AddSupportedUICultures(All);
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
    }

    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization();

    /// <summary>A link that remembers the language and leads back. Harmless as a GET: it changes nothing but how pages read.</summary>
    public static void MapLanguages(this WebApplication app) => app.MapGet("/language/{language}", (HttpContext http, string language, string? returnUrl) =>
    {
        if (!All.Contains(language))
            return Results.NotFound();
        http.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });
        return Results.LocalRedirect(LocalUrl.OrElse(returnUrl, "/"));
    });
}
