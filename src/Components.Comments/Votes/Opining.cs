using Components.Comments.Moderation;
using Components.Comments.Writing;
using Components.Data;
using Components.Push;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Components.Comments.Votes;

/// <summary>Takes votes, one of each person on each comment, and reactions, one of each kind; whatever comes at the same time.</summary>
internal sealed class Opining(CommentsDb db, IDatabase database, IChanges changes, Judge judge, CommentLimiter limiter, IOptions<CommentsOptions> options, Viewers viewers, TimeProvider clock)
{
    private readonly CommentsOptions _options = options.Value;

    /// <summary>Votes: 1, -1, or 0 for no vote any more. What is sent twice, by a double click or a retry, counts once.</summary>
    /// <returns>Why not; null where it counts.</returns>
    public async Task<PostingProblem?> VoteAsync(HttpContext http, long commentId, int value)
    {
        if (!_options.Votes || (value < 0 && !_options.DownVotes))
            return new PostingProblem(StatusCodes.Status403Forbidden, "Votes are not taken here.");
        return await OpineAsync(http, commentId, isOwnAllowed: false, async (comment, voter) =>
        {
            var earlier = await db.Votes.SingleOrDefaultAsync(vote => vote.CommentId == commentId && vote.VoterKey == voter, http.RequestAborted);
            var before = earlier?.Value ?? 0;
            if (earlier is not null && value != 0)
                earlier.Value = value;
            else if (earlier is not null)
                db.Remove(earlier);
            else if (value != 0)
                db.Add(new Vote(commentId, voter, value));
            // What the comment keeps was read in this transaction: no need to count all votes for one more.
            comment.CountVotes(comment.Ups + Ups(value) - Ups(before), comment.Downs + Ups(-value) - Ups(-before));
        });
    }

    private static int Ups(int vote) => Math.Max(0, vote);

    /// <summary>Reacts; the same reaction again takes it back. Unlike votes, which order comments, also to one's own.</summary>
    /// <returns>Why not; null where it counts.</returns>
    public async Task<PostingProblem?> ReactAsync(HttpContext http, long commentId, string kind)
    {
        if (!_options.Reactions.Contains(kind))
            return new PostingProblem(StatusCodes.Status403Forbidden, "This reaction is not one of those that can be given here.");
        return await OpineAsync(http, commentId, isOwnAllowed: true, async (comment, voter) =>
        {
            if (await db.Reactions.SingleOrDefaultAsync(reaction => reaction.CommentId == commentId && reaction.VoterKey == voter && reaction.Kind == kind, http.RequestAborted) is { } earlier)
                db.Remove(earlier);
            else
                db.Add(new Reaction(commentId, voter, kind));
            await db.SaveChangesAsync(http.RequestAborted);
            var counts = await db.Reactions.Where(reaction => reaction.CommentId == commentId).GroupBy(reaction => reaction.Kind).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, http.RequestAborted);
            comment.CountReactions(ReactionCounts.Write(_options.Reactions.Select(known => (known, counts.GetValueOrDefault(known)))));
        });
    }

    private async Task<PostingProblem?> OpineAsync(HttpContext http, long commentId, bool isOwnAllowed, Func<Comment, string, Task> opine)
    {
        var viewer = await viewers.OfAsync(http);
        if (!viewer.IsKnown && !_options.AllowGuests)
            return new PostingProblem(StatusCodes.Status401Unauthorized, "Please sign in to vote.");
        if (limiter.CountVote(http, viewer) is { } wait)
            return PostingProblem.TooOften(wait);
        if (!viewer.IsModerator && await judge.BanOfAsync(http, viewer.Key) is { } ban)
            return ban;
        var subject = "";
        var problem = await database.WriteAsync(db, async () =>
        {
            var comment = await db.Comments.SingleOrDefaultAsync(comment => comment.Id == commentId && comment.State == CommentState.Approved, http.RequestAborted);
            if (comment is null)
                return new PostingProblem(StatusCodes.Status404NotFound, "This comment is not there.");
            var thread = await db.Threads.AsNoTracking().SingleAsync(thread => thread.Id == comment.ThreadId, http.RequestAborted);
            if (!ThreadPolicy.Of(_options, thread, clock.GetUtcNow()).TakesChanges)
                return new PostingProblem(StatusCodes.Status403Forbidden, "This thread can only be read.");
            if (!isOwnAllowed && viewer.Wrote(comment.AuthorKey))
                return new PostingProblem(StatusCodes.Status403Forbidden, "You cannot vote on your own comment.");
            await opine(comment, viewer.Key ?? GuestCapability.Grant(http));
            await db.SaveChangesAsync(http.RequestAborted);
            subject = thread.Subject;
            return (PostingProblem?)null;
        }, http.RequestAborted);
        if (problem is null)
            changes.Publish(Discussion.OpinionsTagOf(subject));
        return problem;
    }
}
