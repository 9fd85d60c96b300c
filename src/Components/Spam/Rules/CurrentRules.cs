using System.Collections.Concurrent;
using Components.Data;

namespace Components.Spam;

/// <summary>The rules that hold now for a pack: those of the owner's options first, then the written ones that are on. Read anew each time, by every process of a site; put together anew only where one has changed.</summary>
public sealed class CurrentRules
{
    private readonly PlainReads _reads;
    private readonly RuleSets _sets;

    internal CurrentRules(PlainReads reads, RuleSets sets) => (_reads, _sets) = (reads, sets);

    /// <summary>The rules of a pack.</summary>
    /// <param name="pack">The pack's id, whose table of rules <see cref="RuleModel.MapRules"/> maps; never from outside.</param>
    /// <param name="ofOptions">The rules that the pack makes of its options.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<RuleSet> OfAsync(string pack, IEnumerable<RuleSettings> ofOptions, CancellationToken cancellation) => OfAsync(_reads, pack, ofOptions, cancellation);

    /// <summary>The rules of a pack, read inside of a transaction, for instance.</summary>
    /// <param name="statements">What reads them.</param>
    /// <param name="pack">The pack's id, whose table of rules <see cref="RuleModel.MapRules"/> maps; never from outside.</param>
    /// <param name="ofOptions">The rules that the pack makes of its options.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<RuleSet> OfAsync(PlainStatements statements, string pack, IEnumerable<RuleSettings> ofOptions, CancellationToken cancellation)
    {
        var written = await statements.AllAsync(
            $"SELECT \"Id\", \"Kind\", \"Verdict\", \"Scope\", \"Limit\", \"Entries\" FROM \"{pack}_rules\" WHERE \"IsOn\" ORDER BY \"Id\"",
            [],
            row => new RuleSettings
            {
                Id = WrittenRule.IdOf(row.GetInt64(0)),
                Kind = (RuleKind)row.GetInt32(1),
                Verdict = (SpamVerdict)row.GetInt32(2),
                Scope = (RuleScope)row.GetInt32(3),
                Limit = row.GetInt32(4),
                Entries = row.GetString(5),
            },
            cancellation);
        return _sets.Of(pack, [.. ofOptions, .. written]);
    }
}

/// <summary>The sets of rules that are in use: to read long lists of words and addresses anew for each submission costs more than to judge it.</summary>
internal sealed class RuleSets
{
    private readonly ConcurrentDictionary<string, (RuleSettings[] Settings, RuleSet Set)> _byPack = new();

    public RuleSet Of(string pack, RuleSettings[] settings)
    {
        if (_byPack.TryGetValue(pack, out var kept) && kept.Settings.SequenceEqual(settings))
            return kept.Set;
        var set = RuleSet.From(settings);
        _byPack[pack] = (settings, set);
        return set;
    }
}
