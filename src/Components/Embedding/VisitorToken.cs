using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Components.Embedding;

/// <summary>What a token of somebody who is known by name says: a member of this site, or a visitor for whom the embedding site vouches. Short names, since it travels with every request.</summary>
internal sealed record VisitorToken
{
    /// <summary>However often it is renewed, after this time somebody signs in again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const int StampBytes = 16;

    /// <summary>The account's id, or the embedding site's own id for its visitor.</summary>
    [JsonPropertyName("i")] public required string Id { get; init; }

    /// <summary>Unix seconds: when they signed in.</summary>
    [JsonPropertyName("b")] public required long Since { get; init; }

    /// <summary>Unix seconds: from then on it is good for nothing.</summary>
    [JsonPropertyName("e")] public required long Expires { get; init; }

    /// <summary>A member's: begins the hash of the account's stamp, so that the token ends when the stamp changes. Null: not a member.</summary>
    [JsonPropertyName("t"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Stamp { get; init; }

    /// <summary>The registered site that vouches; null: it is a member.</summary>
    [JsonPropertyName("w"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? SiteId { get; init; }

    /// <summary>Begins the hash of that site's key, so that the token ends when the key is renewed.</summary>
    [JsonPropertyName("k"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Key { get; init; }

    /// <summary>The name for which the site vouches.</summary>
    [JsonPropertyName("n"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Name { get; init; }

    /// <summary>The address for which the site vouches; null: it gave none.</summary>
    [JsonPropertyName("m"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Email { get; init; }

    public static VisitorToken For(Member member, DateTimeOffset now, TimeSpan life) =>
        new() { Id = member.Id, Stamp = MarkOf(member.Stamp), Since = now.ToUnixTimeSeconds(), Expires = (now + life).ToUnixTimeSeconds() };

    public static VisitorToken For(EmbeddingSite site, VisitorPass pass, DateTimeOffset now, TimeSpan life) => new()
    {
        Id = pass.Id,
        SiteId = site.Id,
        Key = MarkOf(site.Secret),
        Name = pass.Name,
        Email = pass.Email,
        Since = now.ToUnixTimeSeconds(),
        Expires = (now + life).ToUnixTimeSeconds(),
    };

    public bool IsGood(DateTimeOffset now) => now.ToUnixTimeSeconds() is var second && second < Expires && second < Since + (long)Longest.TotalSeconds;

    /// <summary>Whether the account has the same stamp as when the token was made.</summary>
    public bool IsOf(Member member) => Id == member.Id && Stamp == MarkOf(member.Stamp);

    /// <summary>Whether the site is the one that vouched, with the same key.</summary>
    public bool IsOf(EmbeddingSite site) => SiteId == site.Id && Key == MarkOf(site.Secret);

    /// <summary>The token to go on with, once half of this one's life is over.</summary>
    /// <returns>Null where there is no need yet, or nothing to be gained: <see cref="Longest"/> comes.</returns>
    public VisitorToken? Renew(DateTimeOffset now, TimeSpan life)
    {
        var end = Math.Min((now + life).ToUnixTimeSeconds(), Since + (long)Longest.TotalSeconds);
        var isHalfOver = Expires - now.ToUnixTimeSeconds() <= life.TotalSeconds / 2;
        return isHalfOver && end > Expires ? this with { Expires = end } : null;
    }

    private static string MarkOf(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, StampBytes));
}
