using Components.Spam;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Components.Comments.Moderation;

/// <summary>The rules that hold now: those of the owner's options, and those that moderators wrote.</summary>
internal sealed class CommentRules(CommentsDb db, IOptions<CommentsOptions> options)
{
    public async Task<RuleSet> CurrentAsync(CancellationToken cancellation)
    {
        var written = await db.Rules.AsNoTracking().Where(rule => rule.IsOn).OrderBy(rule => rule.Id).ToListAsync(cancellation);
        return RuleSet.From([.. OfOptions(options.Value), .. written.Select(rule => rule.ToSettings())]);
    }

    /// <summary>What the owner set by numbers; a number of 0 turns most of them off.</summary>
    public static IEnumerable<RuleSettings> OfOptions(CommentsOptions options) =>
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
