using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Components.Fragments;

/// <summary>Names what an answer says, so that who has it already is told that nothing changed (RFC 9110, 8.8.3 and 13.1.2).</summary>
internal static class EntityTag
{
    private const int Length = 16;

    /// <summary>Writes the tag of an answer.</summary>
    /// <returns>Whether who asks has it already: the answer is then 304, without a body.</returns>
    public static bool Apply(HttpContext http, ReadOnlySpan<byte> body)
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
    public static string Of(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return $"\"{Base64Url.EncodeToString(hash[..Length])}\"";
    }
}
