using Components.Spam;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>A rule that the moderators wrote, beside those of <see cref="CommentsOptions"/>.</summary>
public sealed class CommentRule
{
    public const int LongestEntries = 10_000;

    private CommentRule()
    {
    }

    /// <summary>Time-ordered.</summary>
    public long Id { get; private init; }

    public RuleKind Kind { get; private init; }

    public SpamVerdict Verdict { get; private init; }

    public RuleScope Scope { get; private init; }

    /// <summary>See <see cref="RuleSettings.Limit"/>.</summary>
    public int Limit { get; private init; }

    /// <summary>See <see cref="RuleSettings.Entries"/>.</summary>
    public string Entries { get; private init; } = "";

    public bool IsOn { get; private set; }

    /// <summary>A rule that is off at first, so that it can be tried.</summary>
    public static CommentRule Write(long id, RuleSettings settings) =>
        new() { Id = id, Kind = settings.Kind, Verdict = settings.Verdict, Scope = settings.Scope, Limit = settings.Limit, Entries = settings.Entries, IsOn = settings.IsOn };

    public void Switch(bool on) => IsOn = on;

    public RuleSettings ToSettings() => new()
    {
        Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rule-{Id}"),
        Kind = Kind,
        Verdict = Verdict,
        Scope = Scope,
        Limit = Limit,
        Entries = Entries,
        IsOn = IsOn,
    };

    public static void Map(ModelBuilder model) => model.Entity<CommentRule>(rule =>
    {
        rule.ToTable("comments_rules");
        rule.Property(r => r.Id).ValueGeneratedNever();
        rule.Property(r => r.Entries).HasMaxLength(LongestEntries);
    });
}
