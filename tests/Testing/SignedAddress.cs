using Components.Signing;

namespace Testing;

/// <summary>Addresses of fragments that stand on no page of the site, signed by its own key.</summary>
public static class SignedAddress
{
    /// <summary>The partial address of a public fragment: the parameters are escaped and sorted already.</summary>
    public static string AddressOf(this Site site, string fragment, string parameters, string hostPage = "/articles/what-is-a-fragment")
    {
        var page = Uri.EscapeDataString(hostPage);
        var signature = site.Get<UrlSigner>().Sign(new Claim(fragment, Claim.LoadPurpose, UrlScope.Public, "", null, parameters, page, ""));
        return $"/c/{fragment}?{parameters}{(parameters.Length == 0 ? "" : "&")}_page={page}&_sig={signature}";
    }

    /// <summary>The address to which a form of a public fragment is posted by htmx, as a page that everybody may see has it.</summary>
    public static string PostAddressOf(this Site site, string fragment, string parameters, string handler = "", string hostPage = "/articles/what-is-a-fragment")
    {
        var page = Uri.EscapeDataString(hostPage);
        var signature = site.Get<UrlSigner>().Sign(new Claim(fragment, handler.Length == 0 ? "post" : handler, UrlScope.Public, "", null, parameters, page, ""));
        return $"/c/{fragment}{(handler.Length == 0 ? "" : $"/{handler}")}?{parameters}{(parameters.Length == 0 ? "" : "&")}_page={page}&_sig={signature}";
    }

    /// <summary>The same address as a whole page.</summary>
    public static string AsDocument(this string partial) => partial.Replace("?", ".html?", StringComparison.Ordinal);
}
