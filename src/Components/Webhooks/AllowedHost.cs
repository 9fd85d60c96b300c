using System.Net;
using Components.Outgoing;

namespace Components.Webhooks;

/// <summary>An entry of <see cref="WebhookOptions.AllowedHosts"/>: a network, or a host with or without a port.</summary>
internal sealed record AllowedHost(IPNetwork? Network, string? Host, int? Port)
{
    public static AllowedHost? Read(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return new AllowedHost(network, null, null);
        // Bare, an IPv6 address would read as a host with a port; in brackets it reads as one.
        if (!text.StartsWith('[') && IPAddress.TryParse(text, out var address))
            return new AllowedHost(null, Plain(address.ToString()), null);
        if (text.AsSpan().ContainsAny("/\\?#@") || !Uri.TryCreate($"https://{text}", UriKind.Absolute, out var uri) || Uri.CheckHostName(uri.IdnHost) == UriHostNameType.Unknown)
            return null;
        return new AllowedHost(null, Plain(uri.IdnHost), text.EndsWith($":{uri.Port}", StringComparison.Ordinal) ? uri.Port : null);
    }

    public bool Matches(DnsEndPoint end, IPAddress address) =>
        Network is { } network ? network.Contains(address) : string.Equals(Host, Plain(end.Host), StringComparison.OrdinalIgnoreCase) && (Port ?? end.Port) == end.Port;

    // One spelling: without the root's dot or brackets, and an IPv4 address as such.
    private static string Plain(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? PublicAddress.Plain(address).ToString() : host.TrimEnd('.');
}
