namespace Components.Spam;

/// <summary>What the parts of rules are called: keys of the core's texts.</summary>
internal static class RuleTexts
{
    public static string NameOf(RuleKind kind) => kind switch
    {
        RuleKind.Links => "Links",
        RuleKind.Words => "Blocked words",
        RuleKind.Addresses => "Blocked addresses",
        RuleKind.Rate => "Too many in a short time",
        RuleKind.Honeypot => "A field that people do not see",
        RuleKind.TooFast => "Sent too fast (seconds)",
        RuleKind.Duplicate => "The same text again",
        RuleKind.Offender => "Rejected before",
        _ => "Without a proof of work",
    };

    public static string NameOf(SpamVerdict verdict) => verdict switch
    {
        SpamVerdict.Hold => "It is held",
        SpamVerdict.Spam => "It is spam",
        _ => "It is not taken",
    };

    public static string NameOf(RuleScope scope) => scope switch
    {
        RuleScope.Everybody => "Everybody",
        RuleScope.Untrusted => "Everybody but trusted members",
        _ => "Guests",
    };

    public static bool HasNumber(RuleKind kind) => kind is not (RuleKind.Honeypot or RuleKind.NoWork or RuleKind.Words or RuleKind.Addresses);
}
