using Components.Spam;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Comments.Moderation;

/// <summary>How often somebody may write and vote.</summary>
internal sealed class CommentLimiter(SubmissionLimiter limiter, IOptions<CommentsOptions> options)
{
    /// <summary>Counts a comment.</summary>
    /// <returns>How long to wait; null: it may be posted.</returns>
    public TimeSpan? CountPost(HttpContext http, Viewer viewer)
    {
        var limits = options.Value;
        return viewer.IsMember
            ? limiter.Count("comments/post", ActorsOf(http, viewer), RateLimit.PerMinute(limits.MemberPostsPerMinute))
            : limiter.Count("comments/post", ActorsOf(http, viewer), RateLimit.PerMinute(limits.GuestPostsPerMinute), RateLimit.PerHour(limits.GuestPostsPerHour));
    }

    /// <summary>Counts a vote or a reaction.</summary>
    /// <returns>How long to wait; null: it may be given.</returns>
    public TimeSpan? CountVote(HttpContext http, Viewer viewer) => limiter.Count("comments/vote", ActorsOf(http, viewer), RateLimit.PerMinute(options.Value.VotesPerMinute));

    private static IReadOnlyList<string> ActorsOf(HttpContext http, Viewer viewer) =>
        SubmissionLimiter.ActorsOf(http, viewer.IsMember ? viewer.Key : null, viewer.Key);
}
