using System.Globalization;
using Components.Comments.Thread;
using Components.Data;
using Components.Posts;
using Components.Push;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Comments;

/// <summary>
/// Changes comments, and keeps what is counted right: the answers of each comment and the comments of each thread. Every change is one transaction, in which everything that
/// decides is read anew, so that changes at the same time never undo one another. Never called inside of another transaction: what readers can see is published when it is committed.
/// </summary>
internal sealed class CommentLedger(IServiceProvider services, PlainWrites writes, IDatabase database, IChanges changes)
{
    // A context costs more than to add a comment, which needs none.
    private CommentsDb Db => services.GetRequiredService<CommentsDb>();

    /// <summary>Adds a comment and, where there is none yet, its thread. By plain statements, since nothing else is written as often.</summary>
    /// <param name="subject">Which thread.</param>
    /// <param name="open">Makes the thread where there is none.</param>
    /// <param name="write">Makes the comment for the thread as it is now; null: it may not be added after all.</param>
    /// <param name="once">Knows whether the same was posted before; null: no form was.</param>
    /// <param name="cancellation">Ends the waiting for other writers.</param>
    /// <returns>The comment, or the one that came of the same form before.</returns>
    public async Task<Comment?> AddAsync(string subject, Func<Discussion> open, Func<PlainTransaction, Discussion, Task<Comment?>> write, Once? once, CancellationToken cancellation)
    {
        var (comment, before) = await writes.RunAsync(transaction => AddInsideAsync(transaction, subject, open, write, once, cancellation), cancellation);
        if (before is not null)
            return await Db.Comments.AsNoTracking().SingleOrDefaultAsync(comment => comment.Id == long.Parse(before.Result, CultureInfo.InvariantCulture), cancellation);
        if (comment is { Place: not Placement.Hidden })
            changes.Publish(Discussion.TagOf(subject), Discussion.AnyTag);
        return comment;
    }

    private static async Task<(Comment? Comment, PostedBefore? Before)> AddInsideAsync(
        PlainTransaction transaction, string subject, Func<Discussion> open, Func<PlainTransaction, Discussion, Task<Comment?>> write, Once? once, CancellationToken cancellation)
    {
        if (once is not null && await once.FindAsync(transaction) is { } before)
            return (null, before);
        var found = await transaction.ThreadAsync(subject, cancellation);
        var thread = found ?? open();
        if (await write(transaction, thread) is not { } comment)
            return (null, null);
        var standing = Standing.Of(comment);
        if (standing.IsCounted)
            thread.CountComment(1);
        if (found is null)
            await transaction.InsertAsync(Discussion.Insert, thread, cancellation);
        else
            await transaction.ExecuteAsync(
                """UPDATE "comments_threads" SET "HostPage" = @p1, "Count" = @p2, "LastAt" = @p3 WHERE "Id" = @p0""", [thread.Id, thread.HostPage, thread.Count, thread.LastAt.ToUnixTimeMilliseconds()], cancellation);
        await transaction.InsertAsync(Comment.Insert, comment, cancellation);
        if (standing.IsShown && !comment.IsTopLevel)
            await ShowAnswerAsync(transaction, comment.ParentId, thread.Id, cancellation);
        if (once is not null)
            await once.NoteAsync(transaction, comment.Id.ToString(CultureInfo.InvariantCulture));
        return (comment, null);
    }

    // Upwards, as long as the answer shows the place of what was answered: what CountAsync does by a context.
    private static async Task ShowAnswerAsync(PlainTransaction transaction, long parentId, long threadId, CancellationToken cancellation)
    {
        var isHidden = true;
        while (isHidden && parentId != threadId)
        {
            var parent = await transaction.CommentAsync(parentId, cancellation) ?? throw new InvalidOperationException($"The comment {parentId}, which is answered, is not there.");
            isHidden = parent.Place == Placement.Hidden;
            await transaction.ExecuteAsync("""UPDATE "comments_comments" SET "Replies" = "Replies" + 1, "Place" = @p1 WHERE "Id" = @p0""", [parentId, (int)(isHidden ? Placement.Shown : parent.Place)], cancellation);
            parentId = parent.ParentId;
        }
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
        var (comments, seen) = await database.WriteAsync(Db, () => ChangeInsideAsync(ids, change, cancellation), cancellation);
        // What waits, and what nobody saw before it went, is not told: the news alone would tell of it.
        if (seen.Count > 0)
            changes.Publish([.. seen.Select(Discussion.TagOf), Discussion.AnyTag]);
        return comments;
    }

    /// <returns>The comments, and the subjects of the threads in which everybody sees something else now.</returns>
    private async Task<(IReadOnlyList<Comment> Comments, IReadOnlyList<string> Seen)> ChangeInsideAsync(IReadOnlyCollection<long> ids, Action<Comment> change, CancellationToken cancellation)
    {
        HashSet<long> seen = [];
        // What was read before this turn came may have changed since.
        Db.ChangeTracker.Clear();
        var comments = await Db.Comments.Where(comment => ids.Contains(comment.Id)).OrderBy(comment => comment.Id).ToListAsync(cancellation);
        foreach (var comment in comments)
        {
            var before = Standing.Of(comment);
            change(comment);
            var after = Standing.Of(comment);
            if ((before.IsShown || after.IsShown) && Db.Entry(comment).State == EntityState.Modified)
                seen.Add(comment.ThreadId);
            if (before != after)
                await CountAsync(comment, before, after, cancellation);
        }
        await Db.SaveChangesAsync(cancellation);
        return (comments, seen.Count == 0 ? [] : await Db.Threads.Where(thread => seen.Contains(thread.Id)).Select(thread => thread.Subject).ToListAsync(cancellation));
    }

    private async Task CountAsync(Comment comment, Standing before, Standing after, CancellationToken cancellation)
    {
        if (before.IsCounted != after.IsCounted)
        {
            var thread = await Db.Threads.SingleAsync(thread => thread.Id == comment.ThreadId, cancellation);
            thread.CountComment(after.IsCounted ? 1 : -1);
        }
        // Upwards, as long as showing or hiding an answer shows or hides the place of what was answered.
        while (before.IsShown != after.IsShown && !comment.IsTopLevel)
        {
            var parent = await Db.Comments.SingleAsync(other => other.Id == comment.ParentId, cancellation);
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
