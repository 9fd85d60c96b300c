using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Components.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Components.Fragments;

/// <summary>
/// Names what an answer says, so that who has it already is told that nothing changed (RFC 9110, 8.8.3 and 13.1.2). The same in every process of a site, until its signing key is rotated: then all is sent once more.
/// </summary>
internal sealed class EntityTags(KeyRing keys)
{
    private const int Length = 16;

    private readonly ConditionalWeakTable<SigningKey, ContentMac> _macs = [];

    /// <summary>Writes the tag of an answer.</summary>
    /// <returns>Whether who asks has it already: the answer is then 304, without a body.</returns>
    public bool Apply(HttpContext http, ReadOnlySpan<byte> body)
    {
        var text = Of(body);
        http.Response.Headers.ETag = text;
        // Most who ask have nothing yet.
        if (http.Request.Headers.IfNoneMatch.Count == 0)
            return false;
        var tag = new EntityTagHeaderValue(text);
        // A proxy that compresses makes a strong tag a weak one, so the weak comparison counts here (13.1.2).
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known == EntityTagHeaderValue.Any);
    }

    /// <summary>Quoted. Strong: of every byte.</summary>
    public string Of(ReadOnlySpan<byte> body)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _macs.GetValue(keys.Current, static key => new ContentMac(key.Secret)).Compute(body, mac);
        return $"\"{Base64Url.EncodeToString(mac[..Length])}\"";
    }
}
