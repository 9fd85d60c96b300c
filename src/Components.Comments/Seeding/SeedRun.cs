using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Components.Comments.Seeding;

/// <summary>Writes made-up comments, a batch a transaction: each batch is complete in itself, so that whatever ends the seeding leaves a thread whose counts are right.</summary>
internal sealed class SeedRun(CommentsDb db, TimeProvider clock)
{
    // Long enough to be fast, short enough that a running site's writers wait for one no longer than their patience.
    private const int BatchSize = 20_000;

    public int Answers { get; private set; }

    public long Votes { get; private set; }

    public async Task RunAsync(SeedOptions options, Action<int> report, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        // A comment a minute on average, over a day at least and three years at most.
        var start = now - TimeSpan.FromMinutes(Math.Clamp(options.Count, 24 * 60, 3 * 365 * 24 * 60));
        var threadId = await OpenAsync(options, start, cancellation);
        var plan = new SeedPlan(options, threadId, start, now);
        // Kept open, so that the pages read for one batch are there for the next.
        await db.Database.OpenConnectionAsync(cancellation);
        for (var done = 0; done < options.Count;)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = plan.Next(Math.Min(BatchSize, options.Count - done));
            await SaveAsync(options, threadId, batch);
            done += batch.Comments.Count;
            Answers += batch.Comments.Count(comment => !comment.IsTopLevel);
            Votes += batch.Votes.Count;
            report(done);
        }
    }

    private Task<long> OpenAsync(SeedOptions options, DateTimeOffset start, CancellationToken cancellation) => db.WriteAsync(async () =>
    {
        var thread = await db.Threads.SingleOrDefaultAsync(thread => thread.Subject == options.Subject, cancellation);
        if (thread is null)
            db.Add(thread = Discussion.Open(TimeOrderedId.At(start, options.Seed), start, options.Subject, options.Page));
        await db.SaveChangesAsync(cancellation);
        return thread.Id;
    }, cancellation);

    // Not to be cancelled: a batch takes a moment.
    private Task SaveAsync(SeedOptions options, long threadId, SeedBatch batch) => db.WriteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        var thread = await db.Threads.SingleAsync(thread => thread.Id == threadId);
        thread.CountComment(batch.Comments.Count(comment => comment.State == CommentState.Approved));
        thread.Continue(batch.Comments[^1].CreatedAt, options.Page);
        await db.SaveChangesAsync();
        await BulkInsert.RunAsync(db, batch.Comments);
        await BulkInsert.RunAsync(db, batch.Votes);
        await CountEarlierAsync(batch.EarlierReplies);
    }, CancellationToken.None);

    // Only comments that are shown are answered, so an answer more changes nobody's place.
    private async Task CountEarlierAsync(IReadOnlyDictionary<long, int> replies)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = """UPDATE "comments_comments" SET "Replies" = "Replies" + @more WHERE "Id" = @id""";
        var (more, id) = (command.CreateParameter(), command.CreateParameter());
        (more.ParameterName, id.ParameterName) = ("@more", "@id");
        command.Parameters.AddRange(new[] { more, id });
        foreach (var (comment, count) in replies.OrderBy(one => one.Key))
        {
            (more.Value, id.Value) = (count, comment);
            await command.ExecuteNonQueryAsync();
        }
    }
}
