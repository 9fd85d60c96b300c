using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Components.Spam;

/// <summary>
/// What a browser sends back: the challenge, <c>~</c>, and 16 counters in hexadecimal, with hyphens between them. A counter is right where SHA-256 (FIPS 180-4) of the
/// challenge's MAC (as text), the number of the part (one byte) and the counter (four bytes, big-endian) starts with enough zero bits. Sixteen small searches take as
/// long as a large one on average, but with a quarter of its spread: nobody has bad luck for half a minute.
/// </summary>
internal static class WorkAnswer
{
    public const int Parts = 16;
    public const int MacLength = 43;

    /// <summary>More is not even looked at.</summary>
    public const int LongestText = Challenge.LongestText + 1 + Parts * 9;

    /// <summary>The challenge and the counters of an answer; null where it has not the form of one.</summary>
    public static (Challenge Stated, string Mac, string Counters)? Read(string answer)
    {
        var end = answer.Length <= LongestText ? answer.IndexOf('~', StringComparison.Ordinal) : -1;
        return end >= 0 && Challenge.Read(answer.AsSpan(0, end)) is var (stated, mac) ? (stated, mac, answer[(end + 1)..]) : null;
    }

    /// <summary>Whether the work was done.</summary>
    public static bool IsDone(string mac, int difficulty, string counters)
    {
        var parts = counters.Split('-');
        if (parts.Length != Parts)
            return false;
        for (var part = 0; part < Parts; part++)
            if (!uint.TryParse(parts[part], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var counter) || ZeroBits(mac, part, counter) < BitsOf(difficulty))
                return false;
        return true;
    }

    /// <summary>How many zero bits each part needs, so that all of them together take 2 to the power of <paramref name="difficulty"/> hashes on average.</summary>
    public static int BitsOf(int difficulty) => difficulty - BitOperations.Log2(Parts);

    public static int ZeroBits(string mac, int part, uint counter)
    {
        Span<byte> message = stackalloc byte[MacLength + 1 + sizeof(uint)];
        Encoding.ASCII.GetBytes(mac, message);
        message[MacLength] = (byte)part;
        BinaryPrimitives.WriteUInt32BigEndian(message[(MacLength + 1)..], counter);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message, hash);
        return BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt64BigEndian(hash));
    }
}
