using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Components.Sqlite;

/// <summary>
/// One writer at a time. SQLite lets only one write anyway; who waits at its lock sleeps in a thread and is served in no order, so writers of this process wait here, asynchronously, first come first served.
/// </summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task EnterAsync(TimeSpan patience, CancellationToken cancellation)
    {
        if (!await _gate.WaitAsync(patience, cancellation))
            throw new TimeoutException($"The database was busy with other writers for {patience.TotalSeconds:0} seconds.");
    }

    public void Leave() => _gate.Release();

    public void Dispose() => _gate.Dispose();
}

/// <summary>Takes the gate around each save of one context. A context that writes twice at once is a bug that EF itself reports.</summary>
internal sealed class WriteGateInterceptor(WriteGate gate, TimeSpan patience) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        // EF does this between here and its own try: a failure there would leave the gate shut for good.
        eventData.Context?.ChangeTracker.DetectChanges();
        await gate.EnterAsync(patience, cancellationToken);
        return result;
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new NotSupportedException("Use SaveChangesAsync: writers wait without holding a thread.");

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        gate.Leave();
        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        gate.Leave();
        return Task.CompletedTask;
    }

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        gate.Leave();
        return Task.CompletedTask;
    }
}
