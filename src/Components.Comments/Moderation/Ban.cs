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

    /// <summary>A ban that keeps somebody from writing now; null: none does.</summary>
    public static Task<Ban?> StandingAgainstAsync(this IQueryable<Ban> bans, string? authorKey, string? email, string? network, DateTimeOffset now, CancellationToken cancellation)
    {
        var person = email is null ? null : Ban.PersonOf(email);
        return bans.AsNoTracking().Standing(now)
            .Where(ban => (ban.Kind == BanKind.Author && ban.Value == authorKey) || (ban.Kind == BanKind.Email && ban.Value == person) || (ban.Kind == BanKind.Network && ban.Value == network))
            .OrderBy(ban => ban.Id).FirstOrDefaultAsync(cancellation);
    }
}
