using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>What the tables know of an author and a text; each count is along an index, and ends where more would change nothing.</summary>
internal static class AuthorFacts
{
    /// <summary>Below this length different people write the same: "Thank you!"</summary>
    internal const int LeastTelling = 40;
    private const int Enough = 100;
    private static readonly CommentState[] Anything = Enum.GetValues<CommentState>();
    internal static readonly TimeSpan SameTextSpan = TimeSpan.FromDays(1);
    internal static readonly TimeSpan RateSpan = TimeSpan.FromMinutes(10);
    internal static readonly TimeSpan NetworkSpan = TimeSpan.FromDays(30);

    /// <summary>
    /// Comments of the last day with the same text: anybody's where it is long enough to be the same by no chance; else those of the author, or from the same network, in the same thread.
    /// </summary>
    public static Task<int> SameTextAsync(this IQueryable<Comment> comments, string text, string authorKey, string? network, long? thread, DateTimeOffset now, CancellationToken cancellation)
    {
        if (text.Length < LeastTelling && thread is null)
            return Task.FromResult(0);
        var (hash, since) = (Comment.HashOf(text), TimeOrderedId.At(now - SameTextSpan));
        var same = comments.Where(comment => comment.TextHash == hash && comment.Id >= since);
        if (text.Length < LeastTelling)
            same = same.Where(comment => comment.ThreadId == thread && (comment.AuthorKey == authorKey || (comment.Network == network && network != null)));
        return CountAsync(same, Enough, cancellation);
    }

    /// <summary>Comments that were rejected or spam: the author's, and of the last 30 days those from the same network.</summary>
    public static async Task<int> RejectedAsync(this IQueryable<Comment> comments, string authorKey, string? network, DateTimeOffset now, CancellationToken cancellation)
    {
        var rejected = comments.Where(comment => comment.State == CommentState.Rejected || comment.State == CommentState.Spam);
        var own = await CountAsync(rejected.Where(comment => comment.AuthorKey == authorKey), Enough, cancellation);
        if (network is null)
            return own;
        var since = TimeOrderedId.At(now - NetworkSpan);
        return own + await CountAsync(rejected.Where(comment => comment.Network == network && comment.Id >= since && comment.AuthorKey != authorKey), Enough, cancellation);
    }

    /// <summary>Comments of the author in the last ten minutes.</summary>
    public static Task<int> LatelyAsync(this IQueryable<Comment> comments, string authorKey, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = TimeOrderedId.At(now - RateSpan);
        // Each state is named, so that the index by author and state serves.
        return CountAsync(comments.Where(comment => comment.AuthorKey == authorKey && Anything.Contains(comment.State) && comment.Id >= since), Enough, cancellation);
    }

    public static Task<bool> WasApprovedAsync(this IQueryable<Comment> comments, string authorKey, CancellationToken cancellation) =>
        comments.AnyAsync(comment => comment.AuthorKey == authorKey && comment.State == CommentState.Approved, cancellation);

    /// <summary>Whether so many comments of a member, or of somebody for whom a site vouches, were approved, and none was rejected or spam. A guest can always be somebody new.</summary>
    public static async Task<bool> IsTrustedAsync(this IQueryable<Comment> comments, string authorKey, int after, CancellationToken cancellation) =>
        after > 0 && (Author.IsMember(authorKey) || Author.IsVouched(authorKey))
        && await CountAsync(comments.Where(comment => comment.AuthorKey == authorKey && comment.State == CommentState.Approved), after, cancellation) >= after
        && !await comments.AnyAsync(comment => comment.AuthorKey == authorKey && (comment.State == CommentState.Rejected || comment.State == CommentState.Spam), cancellation);

    // Their keys are in the index: no row is read for it.
    private static async Task<int> CountAsync(IQueryable<Comment> comments, int enough, CancellationToken cancellation) =>
        (await comments.Select(comment => comment.Id).Take(enough).ToListAsync(cancellation)).Count;
}
