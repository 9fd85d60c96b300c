using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Components.Comments.Writing;

/// <summary>
/// The text of a guest's capability, base64url: when it was made, 48 bits of Unix milliseconds, and 256 random bits. The author's key begins with that time too, so that what new guests write stands side by side in the
/// index of authors, and a commit writes few pages of it. One of 43 characters has the random bits alone, and is as good.
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
    public static bool IsToken(string? text) => text is { Length: TimelessLength } ? IsOf(RandomBytes, text) : HasTime(text);

    /// <summary>What is kept of one: its time, if it has one, and a hash. By it a guest is known again, and nobody gets the token from it.</summary>
    public static string KeyOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        if (!HasTime(token))
            return Base64Url.EncodeToString(hash);
        // Hexadecimal digits sort as the bytes do, base64url does not.
        return Convert.ToHexStringLower(Base64Url.DecodeFromChars(token).AsSpan(0, TimeBytes)) + Base64Url.EncodeToString(hash[..KeyBytes]);
    }

    private static bool HasTime(string? text) => text is { Length: Length } && IsOf(TimeBytes + RandomBytes, text);

    // Spaces and padding are valid too, anywhere, and stand for nothing.
    private static bool IsOf(int bytes, string text) => Base64Url.IsValid(text, out var decoded) && decoded == bytes;
}
