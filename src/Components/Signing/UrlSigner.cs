using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Components.Signing;

/// <summary>
/// Signs and verifies URLs: HMAC-SHA-256 (RFC 2104) over a length-prefixed tuple, written as
/// <c>{version}.{key id}.{scope}[.{expiry}].{mac}</c> with the MAC in unpadded base64url (RFC 4648, section 5).
/// Deterministic: the same claim gives the same text until the key is rotated.
/// </summary>
public sealed class UrlSigner(KeyRing keys, IOptions<SiteOptions> site, TimeProvider clock)
{
    private const string Version = "1";
    private const int MacLength = 43;
    private const int LongestExpiry = 12;
    private readonly string _siteId = site.Value.Id;

    // As long as the ring has the key: a rotation, or a file that has changed, brings keys of its own.
    private readonly ConditionalWeakTable<SigningKey, KeyedMac> _macs = [];

    /// <summary>The signature of a claim, for the <c>_sig</c> parameter. ASCII, safe in a query string as it is.</summary>
    public string Sign(in Claim claim)
    {
        var key = keys.Current;
        Span<byte> ascii = stackalloc byte[MacLength];
        Compute(claim, key, ascii);
        Span<char> mac = stackalloc char[MacLength];
        Ascii.ToUtf16(ascii, mac, out _);
        return claim.Expiry is { } expiry
            ? string.Create(CultureInfo.InvariantCulture, $"{Version}.{key.Id}.{LetterOf(claim.Scope)}.{expiry}.{mac}")
            : string.Create(CultureInfo.InvariantCulture, $"{Version}.{key.Id}.{LetterOf(claim.Scope)}.{mac}");
    }

    /// <summary>Splits a signature into what it states, without believing any of it.</summary>
    /// <returns>False where the text has not the form of a signature.</returns>
    public static bool TryRead(ReadOnlySpan<char> signature, out StatedSignature stated)
    {
        stated = default;
        Span<Range> parts = stackalloc Range[6];
        var count = signature.Split(parts, '.');
        if (count is not (4 or 5) || !signature[parts[0]].SequenceEqual(Version))
            return false;
        if (!TryReadScope(signature[parts[2]], out var scope))
            return false;
        long? expiry = null;
        if (count == 5)
        {
            if (!TryReadExpiry(signature[parts[3]], out var seconds))
                return false;
            expiry = seconds;
        }
        if (expiry is null != (scope == UrlScope.Public))
            return false;
        var mac = signature[parts[count - 1]];
        stated = new StatedSignature(signature[parts[1]], scope, expiry, mac);
        return mac.Length == MacLength;
    }

    /// <summary>Compares in constant time. Does not allocate for URLs of ordinary length.</summary>
    public Verdict Verify(in Claim claim, in StatedSignature stated)
    {
        var key = keys.Find(stated.KeyId);
        if (key is null)
            return Verdict.Invalid;
        Span<byte> mac = stackalloc byte[MacLength], given = stackalloc byte[MacLength];
        Compute(claim, key, mac);
        // The texts are compared, not the bytes they decode to: only one spelling of a MAC is right. As ASCII, since the comparison takes its time for every byte.
        if (Ascii.FromUtf16(stated.Mac, given, out _) != OperationStatus.Done || !CryptographicOperations.FixedTimeEquals(mac, given))
            return Verdict.Invalid;
        var isExpired = claim.Expiry is { } expiry && expiry < clock.GetUtcNow().ToUnixTimeSeconds();
        return key.IsRetired || isExpired ? Verdict.Stale : Verdict.Valid;
    }

    /// <param name="claim">What is signed.</param>
    /// <param name="key">By which key.</param>
    /// <param name="mac">Where the text of the MAC goes, in ASCII.</param>
    private void Compute(in Claim claim, SigningKey key, Span<byte> mac)
    {
        var longest = 10 * sizeof(int) + 3 * (Version.Length + key.Id.Length + _siteId.Length + claim.FragmentId.Length + claim.Purpose.Length
            + 1 + claim.Subject.Length + LongestExpiry + claim.Parameters.Length + claim.HostPage.Length + claim.Origin.Length);
        byte[]? rented = null;
        var buffer = longest <= 1024 ? stackalloc byte[1024] : (rented = ArrayPool<byte>.Shared.Rent(longest));
        try
        {
            var length = WriteTuple(claim, key, buffer);
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            _macs.GetValue(key, static key => new KeyedMac(key.Secret)).Compute(buffer[..length], hash);
            Base64Url.EncodeToUtf8(hash, mac);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private int WriteTuple(in Claim claim, SigningKey key, Span<byte> buffer)
    {
        Span<char> expiry = stackalloc char[20];
        var expiryLength = 0;
        claim.Expiry?.TryFormat(expiry, out expiryLength, default, CultureInfo.InvariantCulture);

        var at = 0;
        Write(Version, buffer, ref at);
        Write(key.Id, buffer, ref at);
        Write(_siteId, buffer, ref at);
        Write(claim.FragmentId, buffer, ref at);
        Write(claim.Purpose, buffer, ref at);
        Write([LetterOf(claim.Scope)], buffer, ref at);
        Write(claim.Subject, buffer, ref at);
        Write(expiry[..expiryLength], buffer, ref at);
        Write(claim.Parameters, buffer, ref at);
        Write(claim.HostPage, buffer, ref at);
        Write(claim.Origin, buffer, ref at);
        return at;
    }

    private static void Write(ReadOnlySpan<char> part, Span<byte> buffer, ref int at)
    {
        var length = Encoding.UTF8.GetBytes(part, buffer[(at + sizeof(int))..]);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[at..], length);
        at += sizeof(int) + length;
    }

    private static char LetterOf(UrlScope scope) => scope switch
    {
        UrlScope.Public => 'p',
        UrlScope.Session => 's',
        _ => 'u',
    };

    private static bool TryReadScope(ReadOnlySpan<char> text, out UrlScope scope)
    {
        scope = text is "s" ? UrlScope.Session : text is "u" ? UrlScope.User : UrlScope.Public;
        return text is "p" or "s" or "u";
    }

    private static bool TryReadExpiry(ReadOnlySpan<char> text, out long seconds) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) && text.Length <= LongestExpiry && text[0] != '0';
}

/// <summary>What a signature says of itself; true only once it has been verified.</summary>
public readonly ref struct StatedSignature
{
    internal StatedSignature(ReadOnlySpan<char> keyId, UrlScope scope, long? expiry, ReadOnlySpan<char> mac)
    {
        KeyId = keyId;
        Scope = scope;
        Expiry = expiry;
        Mac = mac;
    }

    internal ReadOnlySpan<char> KeyId { get; }

    /// <summary>The stated scope.</summary>
    public UrlScope Scope { get; }

    /// <summary>The stated expiry in Unix seconds; null in the public scope.</summary>
    public long? Expiry { get; }

    internal ReadOnlySpan<char> Mac { get; }
}
