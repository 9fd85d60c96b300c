using Components.Comments.Thread;
using Components.Spam;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>The last comments as the rules would see them, with what was known of each when it came: for trying rules.</summary>
internal static class PastComments
{
    /// <summary>The latest first. Nobody counts as trusted.</summary>
    public static async Task<IReadOnlyList<(Comment Comment, Submission As)>> ReadAsync(CommentsDb db, CommentMarkdown markdown, int count, CancellationToken cancellation)
    {
        // What is known of a comment is counted among those before it, so as many of these are read as well.
        var comments = await db.Comments.AsNoTracking().Where(comment => comment.State != CommentState.Deleted).OrderByDescending(comment => comment.Id).Take(2 * count).ToListAsync(cancellation);
        var facts = Facts.Of(comments);
        return [.. comments.Take(count).Select(comment => (comment, Describe(comment, facts[comment.Id], markdown)))];
    }

    private static Submission Describe(Comment comment, Facts facts, CommentMarkdown markdown) => new()
    {
        Text = comment.Text,
        LinkCount = markdown.CountLinks(comment.Text),
        Name = comment.AuthorName,
        Email = comment.Email,
        Website = comment.Website,
        Network = comment.Network,
        IsMember = Author.IsMember(comment.AuthorKey),
        PostsLately = facts.PostsLately,
        SameTextLately = facts.SameTextLately,
        RejectedBefore = facts.RejectedBefore,
    };

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
