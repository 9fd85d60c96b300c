using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Components.Signing;
using Microsoft.Extensions.Options;

namespace Components.Embedding;

/// <summary>
/// Writes and reads tokens: <c>p1.{key id}.{JSON in base64url}.{mac}</c>. The MAC (HMAC-SHA-256) is over the origin too, so that a token is none on any other. The key is derived from
/// the ring's (HKDF-Expand, RFC 5869), so that nothing else that is signed here is ever a token, nor a token anything else.
/// </summary>
internal sealed class VisitorTokens(KeyRing keys, IOptions<SiteOptions> site, TimeProvider clock)
{
    public const int LongestText = 2_000;

    private const string Version = "p1";
    private static readonly byte[] Domain = Encoding.ASCII.GetBytes("components.embedding.visitor.1");

    public string Write(VisitorToken token, string origin)
    {
        var key = keys.Current;
        var text = $"{Version}.{key.Id}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(token))}";
        return $"{text}.{Mac(key, text, origin)}";
    }

    /// <returns>Null where it is none of this site's for this origin, has expired, or its key is retired: to know which would help nobody.</returns>
    public VisitorToken? Read(string text, string origin)
    {
        if (text.Length > LongestText || text.Split('.') is not [Version, var keyId, var json, var mac])
            return null;
        if (keys.Find(keyId) is not { IsRetired: false } key)
            return null;
        var right = Mac(key, text[..^(mac.Length + 1)], origin);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(right), Encoding.UTF8.GetBytes(mac)))
            return null;
        // What this site has signed it has written.
        var token = JsonSerializer.Deserialize<VisitorToken>(Base64Url.DecodeFromChars(json))!;
        return token.IsGood(clock.GetUtcNow()) ? token : null;
    }

    private string Mac(SigningKey key, string text, string origin)
    {
        var secret = HKDF.Expand(HashAlgorithmName.SHA256, key.Secret, HMACSHA256.HashSizeInBytes, Domain);
        // Neither the text nor an origin has a line feed.
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{text}\n{origin}\n{site.Value.Id}")));
    }
}
