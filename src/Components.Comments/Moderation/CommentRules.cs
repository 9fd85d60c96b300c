using Components.Spam;

namespace Components.Comments.Moderation;

/// <summary>The rules that the owner sets by numbers, beside those that moderators write.</summary>
internal static class CommentRules
{
    /// <summary>A number of 0 turns most of them off.</summary>
    public static IReadOnlyList<RuleSettings> Of(CommentsOptions options) =>
    [
        new() { Id = "honeypot", Kind = RuleKind.Honeypot, Verdict = SpamVerdict.Spam, Scope = RuleScope.Untrusted },
        new() { Id = "work", Kind = RuleKind.NoWork, Scope = RuleScope.Guests, IsOn = options.ProofOfWork },
        new() { Id = "fast", Kind = RuleKind.TooFast, Scope = RuleScope.Guests, Limit = options.HoldFasterThanSeconds, IsOn = options.HoldFasterThanSeconds > 0 },
        new() { Id = "links", Kind = RuleKind.Links, Scope = RuleScope.Untrusted, Limit = options.HoldLinksOver },
        new() { Id = "rate", Kind = RuleKind.Rate, Scope = RuleScope.Untrusted, Limit = options.HoldPostsOver, IsOn = options.HoldPostsOver > 0 },
        new() { Id = "duplicate", Kind = RuleKind.Duplicate, Scope = RuleScope.Untrusted, Limit = options.HoldDuplicatesFrom, IsOn = options.HoldDuplicatesFrom > 0 },
        new() { Id = "offender", Kind = RuleKind.Offender, Scope = RuleScope.Untrusted, Limit = options.HoldOffendersFrom, IsOn = options.HoldOffendersFrom > 0 },
    ];
}
