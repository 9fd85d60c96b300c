using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Components.Signing;

namespace Components.Spam;

/// <summary>
/// What a browser is asked to work on: <c>{version}.{key id}.{purpose}.{difficulty}.{begun}.{expires}.{nonce}.{mac}</c>, times in Unix milliseconds. Nothing is kept of it
/// on the server. The key is derived from the ring's (HKDF-Expand, RFC 5869), so that no signed URL is ever a challenge, nor a challenge a signed URL.
/// </summary>
/// <param name="KeyId">The key of the ring from which the signing key is derived.</param>
/// <param name="Purpose">What it is good for.</param>
/// <param name="Difficulty">2 to this power is how many hashes it takes on average.</param>
/// <param name="Begun">When the form was first used.</param>
/// <param name="Expires">When it is no longer good.</param>
/// <param name="Nonce">Makes it the only one of its kind.</param>
internal sealed record Challenge(string KeyId, string Purpose, int Difficulty, long Begun, long Expires, UInt128 Nonce)
{
    public const int LongestText = 200;
    private const string Version = "1";
    private static readonly byte[] Domain = Encoding.ASCII.GetBytes("components.spam.challenge.1");

    /// <summary>The text that is sent to the browser.</summary>
    public string Sign(SigningKey key, string siteId) => $"{Text}.{Mac(key, siteId)}";

    /// <summary>Compares in constant time.</summary>
    public bool IsSignedBy(SigningKey key, string siteId, string mac) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mac(key, siteId)), Encoding.UTF8.GetBytes(mac));

    /// <summary>Takes a challenge apart, without believing any of it. Null where it has not the form of one.</summary>
    public static (Challenge Stated, string Mac)? Read(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestText)
            return null;
        var parts = text.ToString().Split('.');
        if (parts.Length != 8 || parts[0] != Version || !IsPurpose(parts[2]) || parts[7].Length != WorkAnswer.MacLength)
            return null;
        if (!TryRead(parts[3], out var difficulty) || !TryRead(parts[4], out var begun) || !TryRead(parts[5], out var expires))
            return null;
        if (!UInt128.TryParse(parts[6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var nonce) || difficulty > 64)
            return null;
        return (new Challenge(parts[1], parts[2], (int)difficulty, begun, expires, nonce), parts[7]);
    }

    /// <summary>Whether a text can name a purpose: 1 to 64 lower-case letters, digits, hyphens and slashes.</summary>
    public static bool IsPurpose(string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '/');

    // Every part is from an alphabet without dots, and written in one way only: so this text stands for itself, and needs no lengths before its parts.
    private string Text => string.Create(CultureInfo.InvariantCulture, $"{Version}.{KeyId}.{Purpose}.{Difficulty}.{Begun}.{Expires}.{Nonce:x32}");

    private string Mac(SigningKey key, string siteId)
    {
        var secret = HKDF.Expand(HashAlgorithmName.SHA256, key.Secret, HMACSHA256.HashSizeInBytes, Domain);
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{Text}\n{siteId}")));
    }

    private static bool TryRead(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
