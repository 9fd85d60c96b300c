using Components.Data;
using Components.Spam;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>By what somebody is known who may not write any more.</summary>
public enum BanKind
{
    /// <summary>A member's account, or a guest's capability.</summary>
    Author,

    /// <summary>A guest's e-mail address.</summary>
    Email,

    /// <summary>An IPv4 address, or an IPv6 /64.</summary>
    Network,
}

/// <summary>Somebody who may not write or vote any more.</summary>
public sealed class Ban
{
    public const int LongestReason = 500;

    private Ban()
    {
    }

    /// <summary>Time-ordered.</summary>
    public long Id { get; private init; }

    public BanKind Kind { get; private init; }

    /// <summary>An author's key, an e-mail address as <see cref="PersonOf"/> writes it, or a network.</summary>
    public string Value { get; private init; } = "";

    /// <summary>As who they wrote, for moderators to recognize.</summary>
    public string Name { get; private init; } = "";

    public string Reason { get; private init; } = "";

    /// <summary>Null: for good. Never null for a network, which somebody else has tomorrow.</summary>
    public DateTimeOffset? Until { get; private init; }

    public static Ban Of(long id, BanKind kind, string value, string name, string reason, DateTimeOffset? until) =>
        new() { Id = id, Kind = kind, Value = kind == BanKind.Email ? PersonOf(value) : value, Name = name, Reason = reason, Until = until };

    /// <summary>An e-mail address in the one form in which it is compared: without regard to case and width, and without what stands after a plus, which reaches the same person.</summary>
    public static string PersonOf(string email)
    {
        var folded = SpamText.Fold(email).Trim();
        var (plus, at) = (folded.IndexOf('+', StringComparison.Ordinal), folded.LastIndexOf('@'));
        return plus > 0 && plus < at ? $"{folded[..plus]}{folded[at..]}" : folded;
    }

    public static void Map(ModelBuilder model) => model.Entity<Ban>(ban =>
    {
        ban.ToTable("comments_bans");
        ban.Property(b => b.Id).ValueGeneratedNever();
        ban.Property(b => b.Value).HasMaxLength(Comment.LongestEmail);
        ban.Property(b => b.Name).HasMaxLength(Comment.LongestName);
        ban.Property(b => b.Reason).HasMaxLength(LongestReason);
        ban.HasIndex(b => new { b.Kind, b.Value });
    });
}

/// <summary>The questions that are asked of bans.</summary>
internal static class BanQueries
{
    public static IQueryable<Ban> Standing(this IQueryable<Ban> bans, DateTimeOffset now) => bans.Where(ban => ban.Until == null || ban.Until > now);
}

/// <summary>Whether somebody may neither write nor vote, as a part of a statement whose first values are <see cref="Values"/>.</summary>
internal static class BanReads
{
    public const string IsStanding = """
        (SELECT count(*) FROM (SELECT 1 FROM "comments_bans" WHERE ("Until" IS NULL OR "Until" > @p0)
            AND (("Kind" = 0 AND "Value" = @p1) OR ("Kind" = 1 AND "Value" = @p2) OR ("Kind" = 2 AND "Value" = @p3)) LIMIT 1) AS ban)
        """;

    private const string Sql = $"SELECT {IsStanding}";

    /// <summary>The time, the author's key, the address as it is compared, and the network; what is not known is equal to nothing.</summary>
    public static object[] Values(string? authorKey, string? email, string? network, DateTimeOffset now) =>
        [now.ToUnixTimeMilliseconds(), (object?)authorKey ?? DBNull.Value, email is null ? DBNull.Value : Ban.PersonOf(email), (object?)network ?? DBNull.Value];

    /// <summary>Whether a ban keeps somebody from writing now.</summary>
    public static async Task<bool> IsBannedAsync(this PlainReads reads, string? authorKey, string? email, string? network, DateTimeOffset now, CancellationToken cancellation) =>
        (await reads.AllAsync(Sql, Values(authorKey, email, network, now), row => row.GetInt64(0), cancellation))[0] != 0;
}
