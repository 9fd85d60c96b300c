using System.Globalization;
using Components.Data;
using Components.Posts;
using Components.Push;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments;

/// <summary>
/// Changes comments, and keeps what is counted right: the answers of each comment and the comments of each thread. Every change is one transaction, in which everything that
/// decides is read anew, so that changes at the same time never undo one another. Never called inside of another transaction: what readers can see is published when it is committed.
/// </summary>
internal sealed class CommentLedger(CommentsDb db, IDatabase database, IChanges changes)
{
    /// <summary>Adds a comment and, where there is none yet, its thread.</summary>
    /// <param name="subject">Which thread.</param>
    /// <param name="write">Makes the comment for the thread as it is now; null: it may not be added after all.</param>
    /// <param name="open">Makes the thread where there is none.</param>
    /// <param name="once">Knows whether the same was posted before; null: no form was.</param>
    /// <param name="cancellation">Ends the waiting for other writers.</param>
    /// <returns>The comment, or the one that came of the same form before.</returns>
    public async Task<Comment?> AddAsync(string subject, Func<Discussion> open, Func<Discussion, Task<Comment?>> write, Once? once, CancellationToken cancellation)
    {
        var comment = await database.WriteAsync(db, () => AddInsideAsync(subject, open, write, once, cancellation), cancellation);
        if (comment is { Place: not Placement.Hidden })
            changes.Publish(Discussion.TagOf(subject), Discussion.AnyTag);
        return comment;
    }

    private async Task<Comment?> AddInsideAsync(string subject, Func<Discussion> open, Func<Discussion, Task<Comment?>> write, Once? once, CancellationToken cancellation)
    {
        if (once is not null && await once.FindAsync(db) is { } before)
            return await db.Comments.AsNoTracking().SingleOrDefaultAsync(comment => comment.Id == long.Parse(before.Result, CultureInfo.InvariantCulture), cancellation);
        var thread = await db.Threads.SingleOrDefaultAsync(thread => thread.Subject == subject, cancellation);
        if (thread is null)
            db.Add(thread = open());
        if (await write(thread) is not { } comment)
            return null;
        db.Add(comment);
        await CountAsync(comment, default, Standing.Of(comment), thread, cancellation);
        if (once is null)
            await db.SaveChangesAsync(cancellation);
        else
            await once.SaveAsync(db, comment.Id.ToString(CultureInfo.InvariantCulture));
        return comment;
    }

    /// <summary>Changes a comment.</summary>
    /// <param name="id">Which.</param>
    /// <param name="change">What is done to it, if anything still can be.</param>
    /// <param name="cancellation">Ends the waiting for other writers.</param>
    /// <returns>The comment as it is now; null where there is none.</returns>
    public async Task<Comment?> ChangeAsync(long id, Action<Comment> change, CancellationToken cancellation) =>
        (await ChangeAsync([id], change, cancellation)).SingleOrDefault();

    /// <summary>Changes comments together: all of them, or none.</summary>
    /// <param name="ids">Which; not more than a few hundred, since others wait meanwhile.</param>
    /// <param name="change">What is done to each, if anything still can be.</param>
    /// <param name="cancellation">Ends the waiting for other writers.</param>
    /// <returns>Those that there are, as they are now.</returns>
    public async Task<IReadOnlyList<Comment>> ChangeAsync(IReadOnlyCollection<long> ids, Action<Comment> change, CancellationToken cancellation)
    {
        HashSet<long> seen = [];
        var comments = await database.WriteAsync(db, () => ChangeInsideAsync(ids, change, seen, cancellation), cancellation);
        await PublishAsync(seen);
        return comments;
    }

    private async Task<IReadOnlyList<Comment>> ChangeInsideAsync(IReadOnlyCollection<long> ids, Action<Comment> change, HashSet<long> seen, CancellationToken cancellation)
    {
        // What was read before this turn came may have changed since.
        db.ChangeTracker.Clear();
        var comments = await db.Comments.Where(comment => ids.Contains(comment.Id)).OrderBy(comment => comment.Id).ToListAsync(cancellation);
        foreach (var comment in comments)
        {
            var before = Standing.Of(comment);
            change(comment);
            var after = Standing.Of(comment);
            if ((before.IsShown || after.IsShown) && db.Entry(comment).State == EntityState.Modified)
                seen.Add(comment.ThreadId);
            if (before != after)
                await CountAsync(comment, before, after, null, cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        return comments;
    }

    // What waits, and what nobody saw before it went, is not told: the news alone would tell of it.
    private async Task PublishAsync(HashSet<long> threads)
    {
        if (threads.Count > 0)
            changes.Publish([.. (await db.Threads.Where(thread => threads.Contains(thread.Id)).Select(thread => thread.Subject).ToListAsync()).Select(Discussion.TagOf), Discussion.AnyTag]);
    }

    private async Task CountAsync(Comment comment, Standing before, Standing after, Discussion? thread, CancellationToken cancellation)
    {
        if (before.IsCounted != after.IsCounted)
        {
            thread ??= await db.Threads.SingleAsync(thread => thread.Id == comment.ThreadId, cancellation);
            thread.CountComment(after.IsCounted ? 1 : -1);
        }
        // Upwards, as long as showing or hiding an answer shows or hides the place of what was answered.
        while (before.IsShown != after.IsShown && !comment.IsTopLevel)
        {
            var parent = await db.Comments.SingleAsync(other => other.Id == comment.ParentId, cancellation);
            var parentBefore = Standing.Of(parent);
            parent.CountReply(after.IsShown ? 1 : -1);
            (comment, before, after) = (parent, parentBefore, Standing.Of(parent));
        }
    }

    private readonly record struct Standing(bool IsCounted, bool IsShown)
    {
        public static Standing Of(Comment comment) => new(comment.State == CommentState.Approved, comment.Place != Placement.Hidden);
    }
}
