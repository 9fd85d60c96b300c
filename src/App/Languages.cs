using System.Globalization;
using Components;
using Components.Languages;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace App;

/// <summary>The languages that there are texts in: as the visitor chose, else as the owner says, else as the browser asks.</summary>
internal static class Languages
{
    // The keys of the texts are English.
    private const string Native = "en";

    /// <summary>English, and every language of which the site has a file of texts (<c>Texts.ja.resx</c>): the compiler makes a folder of each.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [.. Directory.EnumerateDirectories(AppContext.BaseDirectory)
        .Where(folder => File.Exists(Path.Combine(folder, $"{typeof(Languages).Assembly.GetName().Name}.resources.dll")))
        .Select(folder => Path.GetFileName(folder))
        .Order(StringComparer.Ordinal)
        .Prepend(Native)
        .Select(CultureInfo.GetCultureInfo)];

    /// <summary>The language in which the owner writes, where a text does not say another.</summary>
    public static string Written(IServiceProvider services) => services.GetRequiredService<IOptions<SiteOptions>>().Value.Language ?? Native;

    public static void AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddTransient(typeof(IStringLocalizer<>), typeof(PluralLocalizer<>));
        services.AddOptions<SiteOptions>().Validate(
            site => site.Language is null || Find(site.Language) is not null,
            $"Site:Language must be one of the languages that the site has texts in: {string.Join(", ", All.Select(culture => culture.Name))}.");
        services.AddOptions<RequestLocalizationOptions>().Configure<IOptions<SiteOptions>>((options, site) =>
        {
            string[] names = [.. All.Select(culture => culture.Name)];
            options.SetDefaultCulture(site.Value.Language ?? Native).AddSupportedCultures(names).AddSupportedUICultures(names);
            options.RequestCultureProviders = site.Value.Language is null
                ? [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()]
                : [new CookieRequestCultureProvider()];
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
    }

    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization();

    /// <summary>What a language calls itself, as it stands in a menu: its first letter a capital.</summary>
    // Not by the language's own rules of writing: no name begins with one of the few letters in which they differ, and loading the Japanese ones takes a tenth of a second.
    public static string NameOf(CultureInfo language) => char.ToUpperInvariant(language.NativeName[0]) + language.NativeName[1..];

    /// <summary>A link that remembers the language and leads back. Harmless as a GET: it changes nothing but how pages read.</summary>
    public static void MapLanguages(this WebApplication app) => app.MapGet("/language/{language}", (HttpContext http, string language, string? returnUrl) =>
    {
        if (Find(language) is not { } culture)
            return Results.NotFound();
        http.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });
        return Results.LocalRedirect(LocalUrl.OrElse(returnUrl, "/"));
    });

    private static CultureInfo? Find(string name) => All.FirstOrDefault(culture => culture.Name == name);
}
