using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Embedding;

/// <summary>Where somebody signs in who is asked to.</summary>
internal static class SignInLinks
{
    /// <param name="http">The request.</param>
    /// <param name="hostPage">To which page they come back; the whole address where it is another site's.</param>
    public static string For(HttpContext http, string hostPage)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<ComponentsOptions>>().Value;
        var root = http.Request.PathBase.ToUriComponent();
        if (hostPage.StartsWith('/'))
            return $"{root}{options.SignInPath}?returnUrl={Uri.EscapeDataString(hostPage)}";
        var origin = new Uri(hostPage).GetLeftPart(UriPartial.Authority);
        return $"{http.RequestServices.GetRequiredService<SiteAddress>().Origin}{root}{options.EmbeddedSignInPath}?origin={Uri.EscapeDataString(origin)}";
    }
}
