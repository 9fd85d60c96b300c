namespace Components.Spam;

/// <summary>A rule as plain data, so that a pack can keep rules in a table, switch them on and off, and let the owner change them.</summary>
public sealed record RuleSettings
{
    /// <summary>Names the rule in findings, such as <c>links</c>. Unique among the rules of a set.</summary>
    public required string Id { get; init; }

    /// <summary>What it looks at.</summary>
    public required RuleKind Kind { get; init; }

    /// <summary>Whether it is in use. Default true.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>What is to be done where it finds something. Default <see cref="SpamVerdict.Hold"/>.</summary>
    public SpamVerdict Verdict { get; init; } = SpamVerdict.Hold;

    /// <summary>Whose submissions it looks at. Default <see cref="RuleScope.Everybody"/>.</summary>
    public RuleScope Scope { get; init; }

    /// <summary>A number, from 0 up; what it counts is said at each <see cref="RuleKind"/>. Kinds without a number ignore it. Default 0.</summary>
    public int Limit { get; init; }

    /// <summary>The blocked words or addresses, one a line; empty lines, and lines that start with <c>#</c>, are notes. Kinds without a list ignore it. Default none.</summary>
    public string Entries { get; init; } = "";

    /// <summary>A sensible set to begin with. The lists of words and addresses are empty.</summary>
    public static IReadOnlyList<RuleSettings> Defaults { get; } =
    [
        new() { Id = "honeypot", Kind = RuleKind.Honeypot, Verdict = SpamVerdict.Spam },
        new() { Id = "work", Kind = RuleKind.NoWork, Scope = RuleScope.Guests },
        new() { Id = "fast", Kind = RuleKind.TooFast, Scope = RuleScope.Untrusted, Limit = 3 },
        new() { Id = "links", Kind = RuleKind.Links, Scope = RuleScope.Untrusted, Limit = 2 },
        new() { Id = "words", Kind = RuleKind.Words },
        new() { Id = "addresses", Kind = RuleKind.Addresses, Verdict = SpamVerdict.Spam },
        new() { Id = "rate", Kind = RuleKind.Rate, Scope = RuleScope.Untrusted, Limit = 10 },
        new() { Id = "duplicate", Kind = RuleKind.Duplicate, Scope = RuleScope.Untrusted, Limit = 1 },
        new() { Id = "offender", Kind = RuleKind.Offender, Scope = RuleScope.Untrusted, Limit = 2 },
    ];

    /// <summary>The entries that are not notes, trimmed.</summary>
    public IReadOnlyList<string> EntryList =>
        [.. Entries.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(entry => entry[0] != '#')];

    /// <summary>The entries that mean nothing, and are skipped: a word of stars alone, an address that is none. For telling the owner.</summary>
    public IReadOnlyList<string> BadEntries() => Kind switch
    {
        RuleKind.Words => [.. EntryList.Where(entry => WordPattern.Read(entry) is null)],
        RuleKind.Addresses => [.. EntryList.Where(entry => AddressPattern.Read(entry) is null)],
        _ => [],
    };
}

/// <summary>What a rule looks at.</summary>
public enum RuleKind
{
    /// <summary>More links than <see cref="RuleSettings.Limit"/>.</summary>
    Links,

    /// <summary>
    /// A word of the list, in the text, the name, the e-mail address or the web address. Whole words, without regard to case and width; <c>*</c> stands for any letters and digits; a word of
    /// Japanese, Chinese, Thai, Lao, Khmer or Burmese, which are written without spaces, is found anywhere.
    /// </summary>
    Words,

    /// <summary>
    /// An address of the list: <c>name@example.com</c> (also as <c>name+anything@example.com</c>), <c>@example.com</c> (also below it), <c>192.0.2.7</c>, <c>192.0.2.0/24</c>. An IPv6 address
    /// counts for its /64.
    /// </summary>
    Addresses,

    /// <summary>More submissions by the same author of late than <see cref="RuleSettings.Limit"/>, this one included.</summary>
    Rate,

    /// <summary>The field that people do not see was filled in.</summary>
    Honeypot,

    /// <summary>Sent less than <see cref="RuleSettings.Limit"/> seconds after the form was first used.</summary>
    TooFast,

    /// <summary>The same text as <see cref="RuleSettings.Limit"/> others of late (at least one).</summary>
    Duplicate,

    /// <summary>As many submissions of this author as <see cref="RuleSettings.Limit"/> (at least one) were rejected before.</summary>
    Offender,

    /// <summary>A proof of work was asked for, and is missing or not right.</summary>
    NoWork,
}

/// <summary>Whose submissions a rule looks at.</summary>
public enum RuleScope
{
    /// <summary>Everybody's.</summary>
    Everybody,

    /// <summary>Those of authors who are not trusted.</summary>
    Untrusted,

    /// <summary>Those of authors without an account, and not trusted.</summary>
    Guests,
}
