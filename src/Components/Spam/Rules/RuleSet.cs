namespace Components.Spam;

/// <summary>Rules that are asked together.</summary>
/// <param name="rules">In the order in which findings of the same verdict are listed.</param>
public sealed class RuleSet(IEnumerable<SpamRule> rules)
{
    private readonly SpamRule[] _rules = [.. rules];

    /// <summary>The rules that settings describe and that are on, and a pack's own behind them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rule is of no kind that there is.</exception>
    public static RuleSet From(IEnumerable<RuleSettings> settings, params IEnumerable<SpamRule> own) => new(settings.Where(rule => rule.IsOn).Select(SpamRule.From).Concat(own));

    /// <summary>Asks every rule.</summary>
    /// <returns>All that was found, the strongest verdict first; empty where nothing is wrong.</returns>
    public IReadOnlyList<Finding> Judge(Submission submission) =>
        [.. _rules.Select(rule => rule.Judge(submission)).OfType<Finding>().OrderByDescending(finding => finding.Verdict)];
}
