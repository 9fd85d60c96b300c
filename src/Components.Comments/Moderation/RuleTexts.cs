using Components.Spam;

namespace Components.Comments.Moderation;

/// <summary>What the parts of rules are called: keys of the pack's texts.</summary>
internal static class RuleTexts
{
    public static string NameOf(RuleKind kind) => kind switch
    {
        RuleKind.Links => "Links",
        RuleKind.Words => "Blocked words",
        RuleKind.Addresses => "Blocked addresses",
        RuleKind.Rate => "Too many comments in ten minutes",
        RuleKind.Honeypot => "A field that people do not see",
        RuleKind.TooFast => "Sent too fast (seconds)",
        RuleKind.Duplicate => "The same text again",
        RuleKind.Offender => "Rejected before",
        _ => "Without a proof of work",
    };

    public static string NameOf(SpamVerdict verdict) => verdict switch
    {
        SpamVerdict.Hold => "It waits for a moderator",
        SpamVerdict.Spam => "It is spam",
        _ => "It is not taken",
    };

    public static string NameOf(RuleScope scope) => scope switch
    {
        RuleScope.Everybody => "Of everybody",
        RuleScope.Untrusted => "Of everybody but trusted members",
        _ => "Of guests",
    };

    public static bool HasNumber(RuleKind kind) => kind is not (RuleKind.Honeypot or RuleKind.NoWork or RuleKind.Words or RuleKind.Addresses);
}
