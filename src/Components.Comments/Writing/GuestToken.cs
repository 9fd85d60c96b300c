using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Components.Comments.Writing;

/// <summary>
/// The text of a guest's capability, base64url: 48 bits of when it was made, in Unix milliseconds, and 256 random ones. The first of them are in the author's key too, so that what new guests write stands side by side in the
/// index of authors, and a commit writes few pages of it. One that was made before this had the random bits alone, 43 characters, and is as good.
/// </summary>
internal static class GuestToken
{
    private const int TimeBytes = 6;
    private const int RandomBytes = 32;
    // So many that nobody finds a token that has the key of another's.
    private const int KeyBytes = 16;
    private const int Length = 51;
    private const int TimelessLength = 43;

    public static string Make(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[TimeBytes + RandomBytes];
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, now.ToUnixTimeMilliseconds());
        time[^TimeBytes..].CopyTo(bytes);
        RandomNumberGenerator.Fill(bytes[TimeBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Whether a text looks like one.</summary>
    public static bool IsToken(string? text) => text is { Length: Length or TimelessLength } && Base64Url.IsValid(text);

    /// <summary>What is kept of one: by it a guest is known again, and nobody gets the token from it.</summary>
    public static string HashOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        if (token.Length != Length || !Base64Url.IsValid(token))
            return Base64Url.EncodeToString(hash);
        // Hexadecimal digits sort as the bytes do, base64url does not.
        return Convert.ToHexStringLower(Base64Url.DecodeFromChars(token).AsSpan(0, TimeBytes)) + Base64Url.EncodeToString(hash[..KeyBytes]);
    }
}
