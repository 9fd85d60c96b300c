namespace Components.Spam;

/// <summary>What a rule would have found among the last submissions, had it been on. Nothing is changed.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="Of">On how many it was tried.</param>
/// <param name="Found">Those that it would have found, the latest first, and why.</param>
public sealed record RuleTrial(RuleSettings Rule, int Of, IReadOnlyList<(TriedItem Item, Finding Finding)> Found)
{
    /// <summary>Tries a rule.</summary>
    public static RuleTrial Run(RuleSettings rule, IReadOnlyList<TriedItem> latestFirst) =>
        new(rule, latestFirst.Count, [.. SpamRule.From(rule).Try(latestFirst, item => item.As)]);
}

/// <summary>A submission on which a rule is tried.</summary>
/// <param name="As">As the rules would see it, with what was known when it came. Nobody should count as trusted, so that a trial shows rather too much than too little.</param>
/// <param name="By">Who sent it, as a person reads it.</param>
/// <param name="At">When.</param>
/// <param name="State">What became of it, in the reader's language.</param>
/// <param name="Text">What is shown of it; null: its text.</param>
public sealed record TriedItem(Submission As, string By, DateTimeOffset At, string State, string? Text = null);
