using Components.Comments.Moderation;
using Components.Comments.Writing;
using Components.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Components.Comments.Votes;

/// <summary>Takes votes: one of each person on each comment, whatever comes at the same time.</summary>
internal sealed class Opining(CommentsDb db, IDatabase database, Judge judge, CommentLimiter limiter, IOptions<CommentsOptions> options, Viewers viewers, TimeProvider clock)
{
    private readonly CommentsOptions _options = options.Value;

    /// <summary>Votes; the same vote again takes it back.</summary>
    /// <returns>Why not; null where it counts.</returns>
    public async Task<PostingProblem?> VoteAsync(HttpContext http, long commentId, int value)
    {
        if (!_options.Votes || (value < 0 && !_options.DownVotes))
            return new PostingProblem(StatusCodes.Status403Forbidden, "Votes are not taken here.");
        return await OpineAsync(http, commentId, async (comment, voter) =>
        {
            if (await db.Votes.SingleOrDefaultAsync(vote => vote.CommentId == commentId && vote.VoterKey == voter, http.RequestAborted) is not { } earlier)
                db.Add(new Vote(commentId, voter, value));
            else if (earlier.Value == value)
                db.Remove(earlier);
            else
                earlier.Value = value;
            await db.SaveChangesAsync(http.RequestAborted);
            var counts = await db.Votes.Where(vote => vote.CommentId == commentId).GroupBy(vote => vote.Value).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(http.RequestAborted);
            comment.CountVotes(counts.SingleOrDefault(count => count.Key == 1)?.Count ?? 0, counts.SingleOrDefault(count => count.Key == -1)?.Count ?? 0);
        });
    }

    private async Task<PostingProblem?> OpineAsync(HttpContext http, long commentId, Func<Comment, string, Task> opine)
    {
        var viewer = await viewers.OfAsync(http);
        if (!viewer.IsMember && !_options.AllowGuests)
            return new PostingProblem(StatusCodes.Status401Unauthorized, "Please sign in to vote.");
        if (limiter.CountVote(http, viewer) is { } wait)
            return PostingProblem.TooOften(wait);
        if (!viewer.IsModerator && await judge.BanOfAsync(http, viewer.Key, email: null) is { } ban)
            return ban;
        return await database.WriteAsync(db, async () =>
        {
            var comment = await db.Comments.SingleOrDefaultAsync(comment => comment.Id == commentId && comment.State == CommentState.Approved, http.RequestAborted);
            if (comment is null)
                return new PostingProblem(StatusCodes.Status404NotFound, "This comment is not there.");
            var thread = await db.Threads.AsNoTracking().SingleAsync(thread => thread.Id == comment.ThreadId, http.RequestAborted);
            if (!ThreadPolicy.Of(_options, thread, clock.GetUtcNow()).TakesChanges)
                return new PostingProblem(StatusCodes.Status403Forbidden, "This thread can only be read.");
            if (viewer.Wrote(comment.AuthorKey))
                return new PostingProblem(StatusCodes.Status403Forbidden, "You cannot vote on your own comment.");
            await opine(comment, viewer.Key ?? GuestCapability.Grant(http));
            await db.SaveChangesAsync(http.RequestAborted);
            return null;
        }, http.RequestAborted);
    }
}
