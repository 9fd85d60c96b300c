namespace Components.Spam;

/// <summary>What speaks against a submission.</summary>
/// <param name="Findings">The strongest first; empty: nothing.</param>
public sealed record SpamJudgement(IReadOnlyList<Finding> Findings)
{
    /// <summary>What is to be done: the strongest verdict. Null: nothing speaks against it.</summary>
    public SpamVerdict? Verdict => Findings.Count > 0 ? Findings[0].Verdict : null;
}
