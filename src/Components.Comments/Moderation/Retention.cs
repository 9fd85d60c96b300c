using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Comments.Moderation;

/// <summary>
/// Erases what is kept about people for a while only: from where a comment came, what undoing a deletion needs, and bans that are over. Each look is along an index that holds
/// only what is still to be erased.
/// </summary>
internal sealed class Retention(IServiceScopeFactory scopes, IOptions<CommentsOptions> options, TimeProvider clock, ILogger<Retention> logger) : Sweep(Pause, clock, logger)
{
    // Others wait while rows are written, so not too many at a time.
    private const int BatchSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Erases what is due.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommentsDb>();
        var now = Clock.GetUtcNow();
        var due = TimeOrderedId.At(now - TimeSpan.FromDays(options.Value.KeepNetworkDays));
        // What was deleted just now can be taken back even where networks are not kept at all.
        var dueAudit = TimeOrderedId.At(now - TimeSpan.FromDays(Math.Max(1, options.Value.KeepNetworkDays)));
        return await InBatchesAsync(db, () => ForgetNetworksAsync(db, due, cancellation), cancellation)
            + await InBatchesAsync(db, () => ForgetSnapshotsAsync(db, dueAudit, cancellation), cancellation)
            + await db.WriteAsync(() => db.Bans.Where(ban => ban.Until != null && ban.Until <= now).ExecuteDeleteAsync(cancellation), cancellation);
    }

    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken cancellation) => SweepAsync(cancellation);

    private static async Task<int> InBatchesAsync(CommentsDb db, Func<Task<int>> erase, CancellationToken cancellation)
    {
        var (erased, last) = (0, 0);
        do
            erased += last = await db.WriteAsync(erase, cancellation);
        while (last > 0);
        return erased;
    }

    private static async Task<int> ForgetNetworksAsync(CommentsDb db, long due, CancellationToken cancellation)
    {
        var ids = await db.Comments.Where(comment => comment.Network != null && comment.Id < due).OrderBy(comment => comment.Id).Select(comment => comment.Id).Take(BatchSize).ToListAsync(cancellation);
        return ids.Count == 0 ? 0 : await db.Comments.Where(comment => ids.Contains(comment.Id)).ExecuteUpdateAsync(set => set.SetProperty(comment => comment.Network, (string?)null), cancellation);
    }

    private static async Task<int> ForgetSnapshotsAsync(CommentsDb db, long due, CancellationToken cancellation)
    {
        var entries = await db.Audit.Where(entry => entry.Snapshot != null && entry.Id < due).OrderBy(entry => entry.Id).Select(entry => new { entry.Id, entry.Act, entry.Target }).Take(BatchSize).ToListAsync(cancellation);
        if (entries.Count == 0)
            return 0;
        // The history of what was deleted was kept for the same reason.
        var deleted = entries.Where(entry => entry.Act == ModerationAct.Delete).Select(entry => entry.Target).ToList();
        var gone = await db.Comments.Where(comment => deleted.Contains(comment.Id) && comment.State == CommentState.Deleted).Select(comment => comment.Id).ToListAsync(cancellation);
        await db.Revisions.Where(revision => gone.Contains(revision.CommentId)).ExecuteDeleteAsync(cancellation);
        var ids = entries.Select(entry => entry.Id).ToList();
        return await db.Audit.Where(entry => ids.Contains(entry.Id)).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Snapshot, (string?)null), cancellation);
    }
}
