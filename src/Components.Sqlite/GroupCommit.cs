using System.Diagnostics;
using Components.Data;

namespace Components.Sqlite;

/// <summary>
/// Writing transactions that come while another one is written are written together with the next commit: each is there or not by itself, and none is acknowledged before it is committed. Most of what a
/// transaction takes is the disk, which then works once for all of them.
/// </summary>
internal sealed class GroupCommit(WriteGate gate, ReadyStatements statements, TimeSpan patience)
{
    // So that nobody waits for a hundred others.
    private const int Most = 32;

    private readonly Lock _lock = new();

    // Those that wait at the gate behind the one that came first.
    private List<PendingWrite>? _waiting;
    private long _since;

    public Task<T> WriteAsync<T>(Func<PlainTransaction, Task<T>> work, CancellationToken cancellation)
    {
        var write = new PendingWrite<T>(work, cancellation);
        List<PendingWrite> group;
        lock (_lock)
        {
            // Nor behind one that is about to give up.
            if (_waiting is { Count: < Most } waiting && Stopwatch.GetElapsedTime(_since) < patience / 2)
            {
                waiting.Add(write);
                return write.Result;
            }
            _waiting = group = [write];
            _since = Stopwatch.GetTimestamp();
        }
        _ = LeadAsync(group);
        return write.Result;
    }

    // Never fails itself: every one of the group is told.
    private async Task LeadAsync(List<PendingWrite> group)
    {
        var isInside = false;
        try
        {
            // Whoever waits goes on beside the request that happened to come first.
            await gate.EnterAsync(patience, CancellationToken.None).ConfigureAwait(false);
            isInside = true;
            await statements.WriteAsync(Close(group).FindAll(write => write.TryBegin())).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            foreach (var write in Close(group))
                write.Fail(e);
        }
        finally
        {
            if (isInside)
                gate.Leave();
        }
        foreach (var write in group)
            write.Acknowledge();
    }

    private List<PendingWrite> Close(List<PendingWrite> group)
    {
        lock (_lock)
        {
            if (_waiting == group)
                _waiting = null;
        }
        return group;
    }
}
