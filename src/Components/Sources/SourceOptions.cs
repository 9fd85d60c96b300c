using System.ComponentModel.DataAnnotations;
using System.Net;
using Components.Outgoing;

namespace Components.Sources;

/// <summary>From where parts of pages may be fetched by their address (<c>&lt;component-view href="…"&gt;</c>). Bound from the section <c>Components:Sources</c>.</summary>
public sealed class SourceOptions : IValidatableObject
{
    /// <summary>The origins, such as <c>https://news.example</c>: scheme, host and port. Nothing is fetched from elsewhere, also not by a redirect. Default none: nothing is fetched at all.</summary>
    public IList<string> Origins { get; } = [];

    /// <summary>
    /// Networks, such as <c>10.0.0.0/8</c>, that the names of <see cref="Origins"/> may lead to although they are not public. Default none. An origin that is itself written as an address
    /// (<c>http://127.0.0.1:8080</c>) needs no entry.
    /// </summary>
    public IList<string> PrivateNetworks { get; } = [];

    /// <summary>How long an answer may take, redirects and all. 100 milliseconds to 1 minute, default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How large an answer may be, unpacked, in bytes. 1,000 to 10,000,000, default 500,000.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxBytes { get; set; } = 500_000;

    /// <summary>How long an answer is kept that does not say (<c>Cache-Control: max-age</c>). 0 to 1 hour, default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Keep { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an answer is kept at most, whatever it says. 0 to a day, default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan LongestKeep { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether an address may be fetched at all.</summary>
    internal bool Allows(Uri address) =>
        address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && Origins.Any(origin => OriginOf(new Uri(origin)) == OriginOf(address));

    /// <summary>Whether the name in an address may lead to this network address. An address that the owner wrote down as such may be any.</summary>
    internal bool MayConnect(string host, IPAddress address) =>
        IPAddress.TryParse(host.Trim('[', ']'), out _) || PublicAddress.Is(address) || PrivateNetworks.Any(network => IPNetwork.Parse(network).Contains(PublicAddress.Plain(address)));

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var origin in Origins)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.AbsolutePath != "/" || uri.UserInfo.Length > 0)
                yield return new ValidationResult($"Components:Sources:Origins '{origin}' must be an origin such as https://news.example.", [nameof(Origins)]);
        foreach (var network in PrivateNetworks)
            if (!IPNetwork.TryParse(network, out _))
                yield return new ValidationResult($"Components:Sources:PrivateNetworks '{network}' must be a network such as 10.0.0.0/8.", [nameof(PrivateNetworks)]);
    }
}
