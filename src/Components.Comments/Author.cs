using System.Globalization;
using Components.Comments.Writing;
using Components.Embedding;

namespace Components.Comments;

/// <summary>Who writes.</summary>
/// <param name="Key">A member's account, when a guest came and their capability as a hash (who holds the capability is the author), or a registered site and its own id for its visitor.</param>
/// <param name="Name">As it is shown.</param>
/// <param name="Email">A guest's, if they gave one, or for which a site vouches; null for members, whose account has it.</param>
/// <param name="Website">http or https; null: none.</param>
public sealed record Author(string Key, string Name, string? Email = null, string? Website = null)
{
    public const int LongestKey = 200;

    private const string Member = "member:";
    private const string Guest = "guest:";
    private const string Vouched = "site:";

    public static string MemberKey(string userId) => Member + userId;

    /// <summary>The key of whoever holds a token. The token itself is never kept.</summary>
    public static string GuestKey(string token) => Guest + GuestToken.KeyOf(token);

    /// <summary>The key of somebody for whom a registered site vouches.</summary>
    public static string SiteKey(SiteVisitor person) => string.Create(CultureInfo.InvariantCulture, $"{Vouched}{person.SiteId}:{person.Id}");

    public static bool IsMember(string key) => key.StartsWith(Member, StringComparison.Ordinal);

    public static bool IsVouched(string key) => key.StartsWith(Vouched, StringComparison.Ordinal);

    /// <summary>What moderators are told of an author's kind: a key of the pack's texts.</summary>
    public static string KindOf(string key) => IsMember(key) ? "Member" : IsVouched(key) ? "Visitor of another site" : "Guest";
}
