using Microsoft.Extensions.Localization;

namespace App;

/// <summary>Names the App's texts, for <c>IStringLocalizer&lt;Texts&gt;</c>: English texts are their own keys, <c>Texts.ja.resx</c> has the Japanese.</summary>
public sealed class Texts
{
    internal static IStringLocalizer In(HttpContext http) => http.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
}
