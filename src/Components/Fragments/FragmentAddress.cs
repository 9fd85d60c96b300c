using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments;

/// <summary>The addresses of fragments where no fragment is at hand: in a pack's own routes.</summary>
public static class FragmentAddress
{
    /// <summary>The signed URL of a fragment, for this request. A route whose links must work for longer than signing keys do leads on to it by a redirect.</summary>
    /// <param name="http">The request.</param>
    /// <param name="hostPage">The page that it belongs to, as a local path.</param>
    /// <param name="parameters">What the fragment is given.</param>
    /// <exception cref="ArgumentException"><paramref name="hostPage"/> is not a local path.</exception>
    public static FragmentUrl UrlOf<TFragment>(this HttpContext http, string hostPage, params ReadOnlySpan<(string Name, object? Value)> parameters) where TFragment : Fragment
    {
        if (!LocalUrl.IsLocal(hostPage))
            throw new ArgumentException($"'{hostPage}' is not a local path.", nameof(hostPage));
        return http.RequestServices.GetRequiredService<FragmentUrls>().Create(http, typeof(TFragment), FragmentParameters.None.With(parameters), hostPage);
    }
}
