using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Components.Comments;

/// <summary>Who writes.</summary>
/// <param name="Key">A member's account, or a guest's capability as a hash: who holds the capability is the author.</param>
/// <param name="Name">As it is shown.</param>
/// <param name="Email">A guest's, if they gave one; null for members, whose account has it.</param>
/// <param name="Website">http or https; null: none.</param>
public sealed record Author(string Key, string Name, string? Email = null, string? Website = null)
{
    public const int LongestKey = 200;

    private const string Member = "member:";
    private const string Guest = "guest:";

    public static string MemberKey(string userId) => Member + userId;

    /// <summary>The key of whoever holds a token. The token itself is never kept.</summary>
    public static string GuestKey(string token) => Guest + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static bool IsMember(string key) => key.StartsWith(Member, StringComparison.Ordinal);
}
