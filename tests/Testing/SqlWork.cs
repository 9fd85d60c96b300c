using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Testing;

/// <summary>Counts the instructions of SQLite's virtual machine that a context's commands cost: the same on every machine, however busy it is.</summary>
public sealed class SqlWork : DbConnectionInterceptor
{
    private const int Step = 10;
    private long _steps;

    /// <summary>So far, to about ten for each command.</summary>
    public long Instructions => Interlocked.Read(ref _steps) * Step;

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Watch(connection);
        return Task.CompletedTask;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Watch(connection);

    // https://www.sqlite.org/c3ref/progress_handler.html, by reflection: the compiler refuses the pinned SQLitePCLRaw (docs/dependencies.md), which is lower than the driver asks for.
    public void Watch(DbConnection connection)
    {
        var handle = typeof(SqliteConnection).GetProperty("Handle")!.GetValue(connection)!;
        var library = handle.GetType().Assembly;
        var count = Delegate.CreateDelegate(library.GetType("SQLitePCL.delegate_progress", throwOnError: true)!, this, typeof(SqlWork).GetMethod(nameof(Count), BindingFlags.Instance | BindingFlags.NonPublic)!);
        library.GetType("SQLitePCL.raw", throwOnError: true)!.GetMethod("sqlite3_progress_handler")!.Invoke(null, [handle, Step, count, null]);
    }

    /// <summary>How many instructions something costs.</summary>
    public async Task<long> OfAsync(Func<Task> act)
    {
        var before = Instructions;
        await act();
        return Instructions - before;
    }

    private int Count(object state)
    {
        Interlocked.Increment(ref _steps);
        return 0;
    }
}
