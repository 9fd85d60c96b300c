using Components.Data;
using Components.Push;
using Components.Spam;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Components.Comments.Moderation;

/// <summary>What came of an act.</summary>
/// <param name="Batch">Undoes it; see <see cref="AuditEntry.Batch"/>.</param>
/// <param name="Done">How much was changed.</param>
internal readonly record struct ActResult(long Batch, int Done);

/// <summary>What moderators do with comments: each act is written into the audit log in the transaction that does it, with what undoing it needs.</summary>
internal sealed class ModerationDesk(CommentsDb db, CommentLedger ledger, AkismetReports reports, SiteAddress site, IOptions<CommentsOptions> options, IChanges changes, TimeOrderedId ids, TimeProvider clock)
{
    // Others wait while a batch is written.
    private const int BatchSize = 100;

    /// <summary>The acts that are a decision about comments, so that they can be done to many at once.</summary>
    public static IReadOnlyList<ModerationAct> Decisions { get; } =
        [ModerationAct.Approve, ModerationAct.Reject, ModerationAct.Spam, ModerationAct.Delete, ModerationAct.Pin, ModerationAct.Unpin];

    /// <summary>Decides about comments; those about which the same was decided already are left as they are.</summary>
    public async Task<ActResult> DecideAsync(Viewer moderator, ModerationAct act, IEnumerable<long> comments, CancellationToken cancellation)
    {
        var (batch, done) = (ids.Next(), 0);
        foreach (var some in comments.Distinct().Chunk(BatchSize))
        {
            List<(Comment Comment, CommentState Before)> changed = [];
            await ledger.ChangeAsync(some, comment => Decide(comment, changed), cancellation);
            done += changed.Count;
            await ReportAsync(changed, cancellation);
        }
        return new ActResult(batch, done);

        void Decide(Comment comment, List<(Comment, CommentState)> changed)
        {
            var before = comment.State;
            var snapshot = act == ModerationAct.Delete ? Snapshots.Write(comment.Remember()) : null;
            if (!Apply(comment, act))
                return;
            db.Add(AuditEntry.Of(done + changed.Count == 0 ? batch : ids.Next(), batch, clock.GetUtcNow(), moderator, act, comment.Id, before, comment.State, snapshot));
            changed.Add((comment, before));
        }
    }

    /// <summary>Changes a comment's text.</summary>
    public async Task<ActResult> EditAsync(Viewer moderator, long id, string text, CancellationToken cancellation)
    {
        var (batch, done) = (ids.Next(), 0);
        await ledger.ChangeAsync(id, Change, cancellation);
        return new ActResult(batch, done);

        void Change(Comment comment)
        {
            if (comment.State == CommentState.Deleted || comment.Edit(ids.Next(), clock.GetUtcNow(), text, moderator.Key!) is not { } earlier)
                return;
            db.Add(earlier);
            db.Add(AuditEntry.Of(batch, batch, clock.GetUtcNow(), moderator, ModerationAct.Edit, id, comment.State, comment.State, Snapshots.Write(new EditedText(earlier.Text, comment.TextHash))));
            done = 1;
        }
    }

    /// <summary>Changes something else than a comment, and writes it down.</summary>
    /// <param name="moderator">Who.</param>
    /// <param name="act">What is done.</param>
    /// <param name="change">Does it by the context. Returns its key, and what undoing it needs; null: there was nothing to do.</param>
    /// <param name="cancellation">Ends the waiting for other writers.</param>
    public async Task<ActResult> RecordAsync(Viewer moderator, ModerationAct act, Func<CommentsDb, Task<(long Target, string? Snapshot)?>> change, CancellationToken cancellation)
    {
        var recorded = await db.WriteAsync(async () =>
        {
            if (await change(db) is not var (target, snapshot))
                return null;
            var id = ids.Next();
            var entry = AuditEntry.Of(id, id, clock.GetUtcNow(), moderator, act, target, snapshot: snapshot);
            db.Add(entry);
            await db.SaveChangesAsync(cancellation);
            return entry;
        }, cancellation);
        if (recorded is null)
            return default;
        await PublishAsync(recorded);
        return new ActResult(recorded.Id, 1);
    }

    /// <summary>Bans somebody.</summary>
    /// <param name="moderator">Who does.</param>
    /// <param name="kind">By what they are known.</param>
    /// <param name="value">The author's key, the address or the network.</param>
    /// <param name="name">As who they wrote.</param>
    /// <param name="reason">For other moderators.</param>
    /// <param name="days">For how long; 0: for good. A network is banned no longer than networks are kept, since it is somebody else's then.</param>
    /// <param name="cancellation">Ends the waiting for other writers.</param>
    public Task<ActResult> BanAsync(Viewer moderator, BanKind kind, string value, string name, string reason, int days, CancellationToken cancellation)
    {
        var longest = Math.Max(1, options.Value.KeepNetworkDays);
        if (kind == BanKind.Network)
            days = days == 0 ? longest : Math.Min(days, longest);
        var ban = Ban.Of(ids.Next(), kind, value, name, reason.Trim(), days == 0 ? null : clock.GetUtcNow().AddDays(days));
        return RecordAsync(
            moderator,
            ModerationAct.Ban,
            db =>
            {
                db.Add(ban);
                return Task.FromResult<(long, string?)?>((ban.Id, null));
            },
            cancellation);
    }

    /// <summary>Undoes what was done together, as far as nobody has changed it since.</summary>
    /// <returns>How much is as it was, and how much has changed since.</returns>
    public async Task<(int Undone, int Changed)> UndoAsync(Viewer moderator, long batch, CancellationToken cancellation)
    {
        var entries = await db.Audit.AsNoTracking().Where(entry => entry.Batch == batch && entry.UndoneAt == null).OrderBy(entry => entry.Id).ToListAsync(cancellation);
        var undone = 0;
        foreach (var some in entries.Chunk(BatchSize))
            undone += some[0].Before is null ? await UndoOtherAsync(moderator, some[0], cancellation) : await UndoDecisionsAsync(moderator, some, cancellation);
        return (undone, entries.Count - undone);
    }

    private static bool Apply(Comment comment, ModerationAct act)
    {
        if (comment.State == CommentState.Deleted)
            return false;
        switch (act)
        {
            case ModerationAct.Pin or ModerationAct.Unpin:
                var isPinned = act == ModerationAct.Pin;
                if (comment.IsPinned == isPinned || !comment.IsTopLevel || comment.State != CommentState.Approved)
                    return false;
                comment.Pin(isPinned);
                return true;
            case ModerationAct.Delete:
                comment.Erase();
                return true;
            default:
                var state = act switch { ModerationAct.Approve => CommentState.Approved, ModerationAct.Reject => CommentState.Rejected, _ => CommentState.Spam };
                if (comment.State == state)
                    return false;
                comment.Decide(state);
                return true;
        }
    }

    private async Task<int> UndoDecisionsAsync(Viewer moderator, AuditEntry[] entries, CancellationToken cancellation)
    {
        var byComment = entries.ToDictionary(entry => entry.Target);
        List<(Comment Comment, CommentState Before)> changed = [];
        await ledger.ChangeAsync(byComment.Keys, comment => Undo(comment, byComment[comment.Id]), cancellation);
        await ReportAsync(changed, cancellation);
        return changed.Count;

        void Undo(Comment comment, AuditEntry entry)
        {
            var before = comment.State;
            if (comment.State != entry.After || !TryUndo(comment, entry, moderator))
                return;
            entry.Undo(clock.GetUtcNow(), moderator.Name!);
            db.Update(entry);
            changed.Add((comment, before));
        }
    }

    private bool TryUndo(Comment comment, AuditEntry entry, Viewer moderator)
    {
        switch (entry.Act)
        {
            case ModerationAct.Delete when Snapshots.Read<ErasedComment>(entry.Snapshot) is { } erased:
                comment.Restore(erased, entry.Before!.Value);
                return true;
            case ModerationAct.Edit when Snapshots.Read<EditedText>(entry.Snapshot) is { } edited && comment.TextHash == edited.HashAfter:
                if (comment.Edit(ids.Next(), clock.GetUtcNow(), edited.Before, moderator.Key!) is { } earlier)
                    db.Add(earlier);
                return true;
            case ModerationAct.Pin or ModerationAct.Unpin when comment.IsPinned == (entry.Act == ModerationAct.Pin):
                comment.Pin(!comment.IsPinned);
                return true;
            case ModerationAct.Approve or ModerationAct.Reject or ModerationAct.Spam:
                comment.Decide(entry.Before!.Value);
                return true;
            default:
                return false;
        }
    }

    private async Task<int> UndoOtherAsync(Viewer moderator, AuditEntry entry, CancellationToken cancellation)
    {
        var isUndone = await db.WriteAsync(async () =>
        {
            var current = await db.Audit.SingleAsync(other => other.Id == entry.Id, cancellation);
            if (current.UndoneAt is not null || !await Snapshots.TryUndoAsync(db, current, cancellation))
                return false;
            current.Undo(clock.GetUtcNow(), moderator.Name!);
            await db.SaveChangesAsync(cancellation);
            return true;
        }, cancellation);
        if (isUndone)
            await PublishAsync(entry);
        return isUndone ? 1 : 0;
    }

    // Who may write in a thread is seen by everybody in it.
    private async Task PublishAsync(AuditEntry entry)
    {
        if (entry.Act == ModerationAct.SetPolicy && await db.Threads.Where(thread => thread.Id == entry.Target).Select(thread => thread.Subject).SingleOrDefaultAsync() is { } subject)
            changes.Publish(Discussion.TagOf(subject));
    }

    private async Task ReportAsync(List<(Comment Comment, CommentState Before)> changed, CancellationToken cancellation)
    {
        if (!reports.IsOn)
            return;
        var news = changed.Where(IsNews).Select(change => change.Comment).ToList();
        var threads = news.Select(comment => comment.ThreadId).Distinct().ToList();
        var pages = await db.Threads.AsNoTracking().Where(thread => threads.Contains(thread.Id)).ToDictionaryAsync(thread => thread.Id, thread => thread.HostPage, cancellation);
        await reports.AddAsync(news.Select(comment => new AkismetReport(Describe(comment, pages[comment.ThreadId]), comment.State == CommentState.Spam)), cancellation);
    }

    // Only what Akismet would have said otherwise.
    private static bool IsNews((Comment Comment, CommentState Before) change) =>
        (change.Comment.State == CommentState.Spam) != (change.Before == CommentState.Spam) && (change.Comment.State is CommentState.Spam or CommentState.Approved);

    private AkismetComment Describe(Comment comment, string hostPage) => new()
    {
        Text = comment.Text,
        Network = comment.Network ?? "",
        Type = comment.IsTopLevel ? "comment" : "reply",
        Name = comment.AuthorName,
        Email = comment.Email,
        Website = comment.Website,
        Permalink = site.LinkTo(hostPage),
        CreatedAt = comment.CreatedAt,
    };
}
