using Components.Data;

namespace Components.Sqlite;

/// <summary>
/// Writing transactions that come while another one is written, or while the disk takes that, are written together with the next commit: each is there or not by itself, and none is acknowledged before
/// the disk has it. Most of what a transaction takes is the disk, which then works once for all of them, and beside those that come next.
/// </summary>
internal sealed class GroupCommit(WriteGate gate, ReadyStatements statements, LogSync log, TimeSpan patience)
{
    private readonly Lock _lock = new();
    private WriteGroup? _last;

    public Task<T> WriteAsync<T>(Func<PlainTransaction, Task<T>> work, CancellationToken cancellation)
    {
        PendingWrite.ThrowIfInside();
        var write = new PendingWrite<T>(work, cancellation);
        WriteGroup group;
        lock (_lock)
        {
            if (_last?.TryAdd(write) == true)
                return write.Result;
            _last = group = new WriteGroup(write, patience);
        }
        _ = LeadAsync(group);
        return write.Result;
    }

    // Never fails itself: every one of the group is told. Whoever waits goes on beside the request that happened to come first.
    private async Task LeadAsync(WriteGroup group)
    {
        try
        {
            await CommitAsync(group).ConfigureAwait(false);
            await log.WaitAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            group.Fail(e);
        }
        group.Acknowledge();
        lock (_lock)
            if (_last == group)
                _last = null;
    }

    private async Task CommitAsync(WriteGroup group)
    {
        await gate.EnterAsync(patience, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await log.PrepareAsync().ConfigureAwait(false);
            await statements.WriteAsync(group, log.IdleAsync).ConfigureAwait(false);
        }
        finally
        {
            gate.Leave();
        }
    }
}
