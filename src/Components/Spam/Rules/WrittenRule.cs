using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Components.Spam;

/// <summary>A rule that somebody wrote in the admin area, beside those of a pack's options. Each pack keeps its own in a table of its own; see <see cref="RuleModel.MapRules"/>.</summary>
public sealed class WrittenRule
{
    /// <summary>The longest list of words or addresses, in UTF-16 units.</summary>
    public const int LongestEntries = 10_000;

    private WrittenRule()
    {
    }

    /// <summary>Time-ordered key.</summary>
    public long Id { get; private init; }

    /// <summary>What it looks at.</summary>
    public RuleKind Kind { get; private init; }

    /// <summary>What is done where it finds something.</summary>
    public SpamVerdict Verdict { get; private init; }

    /// <summary>Whose submissions it looks at.</summary>
    public RuleScope Scope { get; private init; }

    /// <summary>See <see cref="RuleSettings.Limit"/>.</summary>
    public int Limit { get; private init; }

    /// <summary>See <see cref="RuleSettings.Entries"/>.</summary>
    public string Entries { get; private init; } = "";

    /// <summary>Whether it is in use.</summary>
    public bool IsOn { get; private set; }

    /// <summary>A rule by its settings.</summary>
    /// <param name="id">From <see cref="Data.TimeOrderedId"/>.</param>
    /// <param name="settings">Their <see cref="RuleSettings.Id"/> does not matter: a written rule is called by its key.</param>
    public static WrittenRule Write(long id, RuleSettings settings) =>
        new() { Id = id, Kind = settings.Kind, Verdict = settings.Verdict, Scope = settings.Scope, Limit = settings.Limit, Entries = settings.Entries, IsOn = settings.IsOn };

    /// <summary>Takes it into use, or out of it.</summary>
    public void Switch(bool on) => IsOn = on;

    internal static string IdOf(long key) => string.Create(CultureInfo.InvariantCulture, $"rule-{key}");

    /// <summary>The rule as plain data; its id is <c>rule-</c> and the key.</summary>
    public RuleSettings ToSettings() => new()
    {
        Id = IdOf(Id),
        Kind = Kind,
        Verdict = Verdict,
        Scope = Scope,
        Limit = Limit,
        Entries = Entries,
        IsOn = IsOn,
    };
}

/// <summary>Lets a pack keep written rules among its own tables.</summary>
public static class RuleModel
{
    /// <summary>Maps the rules to the table <c>{pack}_rules</c>. The pack's own migration makes it.</summary>
    /// <param name="model">The pack's model.</param>
    /// <param name="pack">The pack's id.</param>
    public static void MapRules(this ModelBuilder model, string pack) => model.Entity<WrittenRule>(rule =>
    {
        rule.ToTable($"{pack}_rules");
        rule.Property(r => r.Id).ValueGeneratedNever();
        rule.Property(r => r.Entries).HasMaxLength(WrittenRule.LongestEntries);
    });
}
