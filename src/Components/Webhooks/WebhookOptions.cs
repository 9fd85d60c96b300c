using System.ComponentModel.DataAnnotations;
using System.Net;
using Components.Outgoing;

namespace Components.Webhooks;

/// <summary>How other servers are called. Bound from the section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    /// <summary>
    /// What may be called besides public addresses by https: hosts (<c>hooks.internal</c>, or with a port <c>hooks.internal:8080</c>), addresses (<c>10.0.0.5</c>) or networks
    /// (<c>10.0.0.0/8</c>). They may be private, and they may be called by http, which sends what people wrote unencrypted. Default none.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>How long a receiver may take for its answer. 1 second to 1 minute, default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a call is tried, from when it was written. 1 hour to 30 days, default 5 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>How many calls run side by side, each to another host. 1 to 100, default 8.</summary>
    [Range(1, 100)]
    public int AtOnce { get; set; } = 8;

    /// <summary>For how many days calls that were made or given up stay in the list. 1 to 365, default 30. What a call said goes when it was made.</summary>
    [Range(1, 365)]
    public int KeepDays { get; set; } = 30;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var text in AllowedHosts)
            if (AllowedHost.Read(text) is null)
                yield return new ValidationResult($"Webhooks:AllowedHosts '{text}' must be a host, a host with a port, or a network such as 10.0.0.0/8.", [nameof(AllowedHosts)]);
    }

    /// <summary>Whether an address that stands in a URL as this host may be connected to.</summary>
    internal bool MayConnect(HttpRequestMessage request, DnsEndPoint end, IPAddress address)
    {
        address = PublicAddress.Plain(address);
        return AllowedHosts.Any(text => AllowedHost.Read(text)!.Matches(end, address)) || (request.RequestUri!.Scheme == Uri.UriSchemeHttps && PublicAddress.Is(address));
    }
}
