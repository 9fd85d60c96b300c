using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Components.Embedding;

/// <summary>
/// An origin as people type it, and as browsers write it in the header <c>Origin</c> (RFC 6454, 6.2): scheme, host and, where it is not the scheme's own, port. What a browser sends is
/// only ever compared with the latter, letter by letter, so that nothing that merely looks alike is taken for it.
/// </summary>
internal static partial class WebOrigin
{
    /// <summary>A host has at most 253 characters.</summary>
    public const int Longest = 300;

    /// <summary>Reads what a person typed. Blanks around it and a slash at its end do no harm; a path, a name before <c>@</c>, a wildcard or <c>null</c> is no origin.</summary>
    /// <returns>As browsers write it; null where it is none.</returns>
    public static string? Read(string? text)
    {
        if (text is null || text.Length > Longest || Form().Match(text.Trim()) is not { Success: true } parts)
            return null;
        var scheme = parts.Groups["scheme"].Value.ToLowerInvariant();
        if (HostOf(parts.Groups["host"].Value) is not { } host)
            return null;
        var port = parts.Groups["port"] is { Success: true } given ? int.Parse(given.ValueSpan, CultureInfo.InvariantCulture) : PortOf(scheme);
        if (port is < 1 or > 65535)
            return null;
        var origin = port == PortOf(scheme) ? $"{scheme}://{host}" : string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{port}");
        return origin.Length <= Longest ? origin : null;
    }

    private static int PortOf(string scheme) => scheme == "https" ? 443 : 80;

    private static string? HostOf(string text)
    {
        if (text.StartsWith('['))
            return IPAddress.TryParse(text, out var address) && address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: 0, IsIPv4MappedToIPv6: false } ? $"[{address}]" : null;
        var host = ToAscii(text);
        if (host is null || host.Length > 253 || !HostForm().IsMatch(host))
            return null;
        // Browsers take a host with a number at its end for an IPv4 address, of which there are many spellings and one that they send.
        return !NumberAtEnd().IsMatch(host) || (IPAddress.TryParse(host, out var ip) && ip.ToString() == host) ? host : null;
    }

    // Browsers send punycode in lower case.
    private static string? ToAscii(string host)
    {
        try
        {
            return new IdnMapping().GetAscii(host.Normalize(NormalizationForm.FormKC).ToLowerInvariant()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A(?<scheme>https?)://(?<host>\[[0-9a-f:.]+\]|[^\s/\\?#@:%\[\]]+)(:(?<port>[0-9]{1,5}))?/?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\z")]
    private static partial Regex HostForm();

    [GeneratedRegex(@"(\A|\.)([0-9]+|0x[0-9a-f]*)\z")]
    private static partial Regex NumberAtEnd();
}
