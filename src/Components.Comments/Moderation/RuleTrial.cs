using Components.Comments.Thread;
using Components.Spam;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>What a rule would have found among the last comments, had it been on. Nothing is changed.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="Of">On how many comments it was tried.</param>
/// <param name="Found">Those that it would have found, the latest first, and why.</param>
public sealed record RuleTrial(RuleSettings Rule, int Of, IReadOnlyList<(Comment Comment, Finding Finding)> Found)
{
    // What is known of a comment is counted among those before it, so as many of these are read as well.
    private const int Read = 2 * RulesPage.TriedOn;

    public static async Task<RuleTrial> RunAsync(CommentsDb db, CommentMarkdown markdown, RuleSettings rule, CancellationToken cancellation)
    {
        var comments = await db.Comments.AsNoTracking().Where(comment => comment.State != CommentState.Deleted).OrderByDescending(comment => comment.Id).Take(Read).ToListAsync(cancellation);
        var facts = Facts.Of(comments);
        var tried = comments.Take(RulesPage.TriedOn).ToList();
        // Nobody counts as trusted here, so that it shows rather too much than too little.
        var found = SpamRule.From(rule).Try(tried, comment => new Submission
        {
            Text = comment.Text,
            LinkCount = markdown.CountLinks(comment.Text),
            Name = comment.AuthorName,
            Email = comment.Email,
            Website = comment.Website,
            Network = comment.Network,
            IsMember = Author.IsMember(comment.AuthorKey),
            PostsLately = facts[comment.Id].PostsLately,
            SameTextLately = facts[comment.Id].SameTextLately,
            RejectedBefore = facts[comment.Id].RejectedBefore,
        });
        return new RuleTrial(rule, tried.Count, [.. found]);
    }

    /// <summary>What was known of a comment when it came, as <see cref="AuthorFacts"/> counts it, from the comments before it and what became of them.</summary>
    private readonly record struct Facts(int PostsLately, int SameTextLately, int RejectedBefore)
    {
        public static Dictionary<long, Facts> Of(IEnumerable<Comment> latestFirst)
        {
            var before = new List<Comment>();
            var facts = new Dictionary<long, Facts>();
            foreach (var comment in latestFirst.Reverse())
            {
                facts.Add(comment.Id, Of(comment, before));
                before.Add(comment);
            }
            return facts;
        }

        private static Facts Of(Comment comment, List<Comment> before)
        {
            var (posts, same, rejected) = (0, 0, 0);
            foreach (var other in before)
            {
                var isOwn = other.AuthorKey == comment.AuthorKey;
                var isNear = isOwn || (other.Network is not null && other.Network == comment.Network);
                if (isOwn && other.CreatedAt >= comment.CreatedAt - AuthorFacts.RateSpan)
                    posts++;
                if (other.TextHash == comment.TextHash && other.CreatedAt >= comment.CreatedAt - AuthorFacts.SameTextSpan
                    && (comment.Text.Length >= AuthorFacts.LeastTelling || (isNear && other.ThreadId == comment.ThreadId)))
                    same++;
                if (isNear && other.State is CommentState.Rejected or CommentState.Spam && (isOwn || other.CreatedAt >= comment.CreatedAt - AuthorFacts.NetworkSpan))
                    rejected++;
            }
            return new Facts(posts, same, rejected);
        }
    }
}
