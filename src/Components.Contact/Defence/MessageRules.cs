using Components.Spam;

namespace Components.Contact.Defence;

/// <summary>The rules that the owner sets by numbers, beside those that are written in the admin area. Whoever has an account here has it to lose: most do not look at members.</summary>
internal static class MessageRules
{
    /// <summary>A number of 0 turns most of them off.</summary>
    public static IReadOnlyList<RuleSettings> Of(ContactOptions options) =>
    [
        new() { Id = "honeypot", Kind = RuleKind.Honeypot, Verdict = SpamVerdict.Spam, Scope = RuleScope.Untrusted },
        new() { Id = "work", Kind = RuleKind.NoWork, Scope = RuleScope.Guests, IsOn = options.ProofOfWork },
        new() { Id = "fast", Kind = RuleKind.TooFast, Scope = RuleScope.Guests, Limit = options.DoubtFasterThanSeconds, IsOn = options.DoubtFasterThanSeconds > 0 },
        new() { Id = "links", Kind = RuleKind.Links, Scope = RuleScope.Guests, Limit = options.DoubtLinksOver },
        new() { Id = "rate", Kind = RuleKind.Rate, Scope = RuleScope.Guests, Limit = options.DoubtMessagesOver, IsOn = options.DoubtMessagesOver > 0 },
        new() { Id = "duplicate", Kind = RuleKind.Duplicate, Scope = RuleScope.Guests, Limit = options.DoubtDuplicatesFrom, IsOn = options.DoubtDuplicatesFrom > 0 },
        new() { Id = "offender", Kind = RuleKind.Offender, Scope = RuleScope.Guests, Limit = options.DoubtOffendersFrom, IsOn = options.DoubtOffendersFrom > 0 },
    ];
}
