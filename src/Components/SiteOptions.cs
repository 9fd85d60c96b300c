using System.ComponentModel.DataAnnotations;

namespace Components;

/// <summary>What the site's owner says about the site as a whole. Bound from the section <c>Site</c>.</summary>
public sealed class SiteOptions : IValidatableObject
{
    /// <summary>
    /// Names the site in signatures, so that a URL signed for one site is good for no other with the same keys. 1-100 characters.
    /// Default <c>site</c>. Changing it makes every URL that was handed out invalid.
    /// </summary>
    [Required, StringLength(100)]
    public string Id { get; set; } = "site";

    /// <summary>
    /// The address at which people reach the site, such as <c>https://example.com</c>: scheme, host and port, without a path. Links in mails and the
    /// check of where a POST comes from use it; a request's <c>Host</c> is never believed. Null: the first address that the server listens at.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>
    /// Addresses (<c>10.0.0.5</c>) or networks (<c>10.0.0.0/8</c>) of the proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. Default none.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Where the database, keys and unsent mail are kept. A relative path is below the content root. Default <c>data</c>.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// The language of the site for everybody who has not chosen another: the name of a culture, such as <c>ja</c>, of which the site has texts. Null, the default: as the visitor's browser
    /// asks (<c>Accept-Language</c>, RFC 9110, 12.5.4), else English.
    /// </summary>
    public string? Language { get; set; }

    /// <summary>Origins (such as <c>https://shop.example.com</c>) besides the site's own to which a fragment may send the whole page. Default none.</summary>
    public IList<string> RedirectOrigins { get; } = [];

    /// <summary>The site's layout file. A relative path is below the content root. Default <c>layout.html</c>; without it the built-in layout is used.</summary>
    [Required]
    public string LayoutFile { get; set; } = "layout.html";

    /// <summary>
    /// Folders that hold layout packs, a folder each; the first that has the pack wins, and <c>Layouts</c> beside the program comes last. Relative paths are
    /// below the content root. Default <c>layouts</c>: the site's own.
    /// </summary>
    public IList<string> LayoutDirectories { get; } = [];

    /// <summary>
    /// Where the owner's own words for mails are: <c>{pack}/{template}[.{culture}].txt</c> and <c>….html</c>. A relative path is below the content root. Default <c>mail-templates</c>; it need not exist.
    /// </summary>
    [Required]
    public string MailTemplates { get; set; } = "mail-templates";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is not null && !(Url.IsAbsoluteUri && Url.Scheme is "http" or "https" && Url.AbsolutePath == "/" && Url.Query.Length == 0))
            yield return new ValidationResult($"Site:Url '{Url}' must be an http or https address without a path, such as https://example.com.", [nameof(Url)]);
        foreach (var proxy in TrustedProxies)
            if (!System.Net.IPAddress.TryParse(proxy, out _) && !System.Net.IPNetwork.TryParse(proxy, out _))
                yield return new ValidationResult($"Site:TrustedProxies '{proxy}' must be an IP address or a network such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
        foreach (var origin in RedirectOrigins)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.AbsolutePath != "/")
                yield return new ValidationResult($"Site:RedirectOrigins '{origin}' must be an origin such as https://shop.example.com.", [nameof(RedirectOrigins)]);
    }
}
