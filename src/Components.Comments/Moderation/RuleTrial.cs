using Components.Comments.Thread;
using Components.Spam;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>What a rule would have found among the last comments, had it been on. Nothing is changed.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="Of">On how many comments it was tried.</param>
/// <param name="Found">Those that it would have found, the latest first, and why.</param>
public sealed record RuleTrial(CommentRule Rule, int Of, IReadOnlyList<(Comment Comment, Finding Finding)> Found)
{
    public static async Task<RuleTrial> RunAsync(CommentsDb db, CommentMarkdown markdown, CommentRule rule, CancellationToken cancellation)
    {
        var comments = await db.Comments.AsNoTracking().Where(comment => comment.State != CommentState.Deleted).OrderByDescending(comment => comment.Id).Take(RulesPage.TriedOn).ToListAsync(cancellation);
        // Nobody counts as trusted here, so that it shows rather too much than too little.
        var found = SpamRule.From(rule.ToSettings()).Try(comments, comment => new Submission
        {
            Text = comment.Text,
            LinkCount = markdown.CountLinks(comment.Text),
            Name = comment.AuthorName,
            Email = comment.Email,
            Website = comment.Website,
            Network = comment.Network,
            IsMember = Author.IsMember(comment.AuthorKey),
        });
        return new RuleTrial(rule, comments.Count, [.. found]);
    }
}
