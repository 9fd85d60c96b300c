using System.Data.Common;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Components.Sqlite;

/// <summary>
/// One writer at a time. SQLite lets only one write anyway; who waits at its lock sleeps in a thread and is served in no order, so writers of this process wait here, asynchronously, first come first served.
/// </summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Holder? _holder;
    private volatile Exception? _shut;

    private sealed record Holder(DbConnection Connection, DbTransaction Transaction);

    /// <exception cref="TimeoutException">Others were inside for too long.</exception>
    /// <exception cref="InvalidOperationException">Whoever asks is inside already, for a <see cref="PendingWrite"/>.</exception>
    /// <exception cref="Exception">It is shut.</exception>
    public async Task EnterAsync(TimeSpan patience, CancellationToken cancellation)
    {
        PendingWrite.ThrowIfInside();
        ThrowIfShut();
        if (!await _gate.WaitAsync(patience, cancellation).ConfigureAwait(false))
            throw new TimeoutException($"The database was busy with other writers for {patience.TotalSeconds:0} seconds.");
        if (_shut is null)
            return;
        _gate.Release();
        ThrowIfShut();
    }

    /// <summary>Whether nobody enters any more.</summary>
    public bool IsShut => _shut is not null;

    /// <summary>Nobody enters any more, also of those who wait.</summary>
    /// <param name="why">What they are told.</param>
    public void Shut(Exception why) => _shut ??= why;

    /// <summary>Shuts it, and lets whoever is inside finish.</summary>
    public void ShutAndWait(Exception why, TimeSpan patience)
    {
        Shut(why);
        if (_gate.Wait(patience))
            _gate.Release();
    }

    /// <summary>Says, from inside, that all of a connection's saves until <see cref="Leave"/> are one transaction.</summary>
    public void Hold(DbConnection connection, DbTransaction transaction) => _holder = new Holder(connection, transaction);

    /// <summary>The transaction for which a connection is inside; null where it is not, or only for a single save.</summary>
    public DbTransaction? TransactionOf(DbConnection connection) => _holder is { } holder && ReferenceEquals(holder.Connection, connection) ? holder.Transaction : null;

    public void Leave()
    {
        _holder = null;
        _gate.Release();
    }

    public void Dispose() => _gate.Dispose();

    private void ThrowIfShut()
    {
        if (_shut is { } why)
            ExceptionDispatchInfo.Throw(why);
    }
}

/// <summary>Takes the gate around each save of one context, unless its connection is inside for a whole transaction. A context that writes twice at once is a bug that EF itself reports.</summary>
internal sealed class WriteGateInterceptor(WriteGate gate, TimeSpan patience) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        // EF does this between here and its own try: a failure there would leave the gate shut for good.
        eventData.Context?.ChangeTracker.DetectChanges();
        if (!IsInside(eventData))
            await gate.EnterAsync(patience, cancellationToken);
        return result;
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new NotSupportedException("Use SaveChangesAsync: writers wait without holding a thread.");

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    // Two changed the same row. EF tells of no failure after this, so the gate would stay shut for good.
    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    private void Leave(DbContextEventData eventData)
    {
        if (!IsInside(eventData))
            gate.Leave();
    }

    private bool IsInside(DbContextEventData eventData) => gate.TransactionOf(eventData.Context!.Database.GetDbConnection()) is not null;
}
