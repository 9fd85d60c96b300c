using System.Net;
using System.Net.Sockets;

namespace Components.Outgoing;

/// <summary>Whether an address is one of the public internet: not this machine, not a network behind it, not one set aside for something else (IANA's special-purpose registries).</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] SetAside4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    // Within the global ones: protocol assignments with Teredo, documentation, 6to4 (which holds an IPv4 address), documentation again.
    private static readonly IPNetwork[] SetAside6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(network => IPNetwork.Parse(network))];

    public static bool Is(IPAddress address)
    {
        address = Plain(address);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !SetAside4.Any(network => network.Contains(address))
            : Global6.Contains(address) && !SetAside6.Any(network => network.Contains(address));
    }

    /// <summary>An IPv4 address that is written as an IPv6 one, as what it is.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
