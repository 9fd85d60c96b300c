using System.Net;
using System.Net.Sockets;
using Components.Fragments;

namespace Components.Spam;

/// <summary>A blocked address: of a person, of all persons at a domain, or of a network.</summary>
internal sealed class AddressPattern
{
    private const int LongestNetworkPrefix = 64;
    private string? _email, _domain;
    private IPNetwork? _network;

    private AddressPattern()
    {
    }

    /// <summary>Null where the entry is no address.</summary>
    public static AddressPattern? Read(string entry)
    {
        var folded = SpamText.Fold(entry).Trim();
        if (folded.StartsWith('@'))
            return folded.Length > 1 && IsDomain(folded[1..]) ? new AddressPattern { _domain = folded[1..] } : null;
        if (folded.Contains('@', StringComparison.Ordinal))
            return Person(folded) is { } person && IsDomain(person[(person.LastIndexOf('@') + 1)..]) ? new AddressPattern { _email = person } : null;
        return Network(folded) is { } network ? new AddressPattern { _network = network } : null;
    }

    public bool Matches(Submission submission)
    {
        if (_network is { } blocked)
            return submission.Network is { } from && Network(from) is { } network && blocked.PrefixLength <= network.PrefixLength && blocked.Contains(network.BaseAddress);
        if (Person(SpamText.Fold(submission.Email).Trim()) is not { } person)
            return false;
        return _email is not null ? person == _email : person.EndsWith($"@{_domain}", StringComparison.Ordinal) || person.EndsWith($".{_domain}", StringComparison.Ordinal);
    }

    /// <summary>An e-mail address without what comes after a plus, which reaches the same person; null where it is none.</summary>
    private static string? Person(string email)
    {
        var at = email.LastIndexOf('@');
        if (at <= 0 || at == email.Length - 1)
            return null;
        var plus = email.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && plus < at ? $"{email[..plus]}{email[at..]}" : email;
    }

    private static bool IsDomain(string text) => text.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-') && !text.StartsWith('.') && !text.EndsWith('.');

    /// <summary>A network, or an address as the network that we keep of it: of an IPv6 address nobody keeps more than half.</summary>
    private static IPNetwork? Network(string text)
    {
        var isNetwork = text.Contains('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(isNetwork ? text[..text.IndexOf('/', StringComparison.Ordinal)] : PostLimiter.NetworkOf(Parsed(text)).Split('/')[0], out var address))
            return null;
        var longest = address.AddressFamily == AddressFamily.InterNetworkV6 ? LongestNetworkPrefix : 32;
        var prefix = longest;
        if (isNetwork && (!int.TryParse(text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..], out prefix) || prefix < 0 || prefix > (longest == 32 ? 32 : 128)))
            return null;
        return new IPNetwork(Masked(address, Math.Min(prefix, longest)), Math.Min(prefix, longest));
    }

    private static IPAddress? Parsed(string text) => IPAddress.TryParse(text, out var address) && text.AsSpan().ContainsAny('.', ':') ? address : null;

    // An owner may well type 192.0.2.7/24; the framework insists on zeros behind the prefix.
    private static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
