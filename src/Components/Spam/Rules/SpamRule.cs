using System.Globalization;

namespace Components.Spam;

/// <summary>Looks at a submission and says what is wrong with it. A pack may derive its own.</summary>
/// <param name="id">Names the rule in findings.</param>
/// <param name="verdict">What is to be done where it finds something.</param>
/// <param name="scope">Whose submissions it looks at.</param>
public abstract class SpamRule(string id, SpamVerdict verdict, RuleScope scope)
{
    /// <summary>Names the rule in findings.</summary>
    public string Id { get; } = id;

    /// <summary>The rule that settings describe, whether it is on or not. Entries that mean nothing are skipped (<see cref="RuleSettings.BadEntries"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static SpamRule From(RuleSettings settings) => settings.Kind switch
    {
        RuleKind.Words => new WordsRule(settings),
        RuleKind.Addresses => new AddressesRule(settings),
        RuleKind.NoWork => new NoWorkRule(settings),
        RuleKind.Links or RuleKind.Rate or RuleKind.Honeypot or RuleKind.TooFast or RuleKind.Duplicate or RuleKind.Offender => new FactRule(settings),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Kind, "There is no rule of this kind."),
    };

    /// <summary>What it has against a submission. Null: nothing, or it does not look at this author's.</summary>
    public Finding? Judge(Submission submission)
    {
        var looks = scope switch
        {
            RuleScope.Everybody => true,
            RuleScope.Untrusted => !submission.IsTrusted,
            _ => submission is { IsTrusted: false, IsMember: false },
        };
        return looks ? Find(submission) : null;
    }

    /// <summary>Tries the rule on what is there already, changing nothing: which of it would it have found, and why.</summary>
    /// <param name="items">A pack's rows.</param>
    /// <param name="read">The submission as which a row came.</param>
    public IEnumerable<(T Item, Finding Finding)> Try<T>(IEnumerable<T> items, Func<T, Submission> read)
    {
        foreach (var item in items)
            if (Judge(read(item)) is { } finding)
                yield return (item, finding);
    }

    /// <summary>What is wrong with a submission at which this rule looks; null: nothing.</summary>
    protected abstract Finding? Find(Submission submission);

    /// <summary>A finding of this rule.</summary>
    /// <param name="text">The key of a text, with places such as <c>{0}</c> for the arguments.</param>
    /// <param name="arguments">Words, and whole numbers.</param>
    protected Finding Say(string text, params ReadOnlySpan<object> arguments)
    {
        var texts = new string[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            texts[i] = Convert.ToString(arguments[i], CultureInfo.InvariantCulture) ?? "";
        return new Finding(Id, verdict, text, texts);
    }
}
