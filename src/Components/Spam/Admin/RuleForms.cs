using System.ComponentModel.DataAnnotations;

namespace Components.Spam;

/// <summary>What is posted to add a rule.</summary>
public sealed class NewRule : IValidatableObject
{
    /// <summary>What it looks at; one of <see cref="RulesFragment.WrittenKinds"/>.</summary>
    [Display(Name = "What it looks at"), Required] public RuleKind? Kind { get; set; }

    /// <summary>What is done.</summary>
    [Display(Name = "What is done"), Required] public SpamVerdict? Verdict { get; set; }

    /// <summary>Whose submissions it looks at.</summary>
    [Display(Name = "Whom it looks at"), Required] public RuleScope? Scope { get; set; }

    /// <summary>More links than this. 0 to 100.</summary>
    [Display(Name = "Number"), Range(0, 100)] public int Limit { get; set; }

    /// <summary>Words or addresses, one a line.</summary>
    [Display(Name = "Words or addresses"), StringLength(WrittenRule.LongestEntries)] public string? Entries { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Kind.HasValue || !RulesFragment.WrittenKinds.Contains(Kind.Value) || !Enum.IsDefined(Verdict ?? 0) || !Enum.IsDefined(Scope ?? 0))
            yield return new ValidationResult("There is no such rule.", [nameof(Kind)]);
    }
}

/// <summary>What is posted to try a rule of the site's settings.</summary>
public sealed class TriedNumber : IValidatableObject
{
    /// <summary>Which rule; one of <see cref="RulesFragment.TriedKinds"/>.</summary>
    [Required] public RuleKind? Setting { get; set; }

    /// <summary>The number to try. 0 to 1,000.</summary>
    [Display(Name = "Number"), Range(0, 1_000)] public int Number { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Setting is not { } setting || !RulesFragment.TriedKinds.Contains(setting))
            yield return new ValidationResult("There is no such rule.", [nameof(Number)]);
    }
}

/// <summary>What is posted about a rule.</summary>
public sealed class ChosenRule
{
    /// <summary>The rule's key.</summary>
    public long Rule { get; set; }
}

/// <summary>What is done with a written rule.</summary>
public enum RuleAct
{
    /// <summary>It is added, and off.</summary>
    Add,

    /// <summary>It is taken into use.</summary>
    SwitchOn,

    /// <summary>It is taken out of use.</summary>
    SwitchOff,

    /// <summary>It is deleted.</summary>
    Delete,
}

/// <summary>What was done with a written rule.</summary>
/// <param name="Rule">Its key.</param>
/// <param name="Deleted">What it was, where it is gone now; else null.</param>
public sealed record RuleChange(long Rule, RuleSettings? Deleted = null);
