using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Components.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Testing;

/// <summary>A site's database that keeps what is asked past every context: by the connections of <see cref="IDatabase.OpenAsync"/> and by <see cref="IDatabase.ReadAsync"/>. Their parameters stand in the text.</summary>
public sealed class PlainSqlLog(IDatabase inner) : IDatabase
{
    private readonly ConcurrentQueue<string> _commands = [];

    /// <summary>What was asked of a table, oldest first.</summary>
    public IReadOnlyList<string> CommandsOn(string table) => [.. _commands.Where(command => command.Contains(table, StringComparison.Ordinal))];

    public void Clear() => _commands.Clear();

    public async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = await inner.OpenAsync(cancellation);
        var handle = typeof(SqliteConnection).GetProperty("Handle")!.GetValue(connection)!;
        Trace(handle, isOn: true);
        // The driver keeps what lies beneath for the next who opens one.
        connection.StateChange += (_, _) => Trace(handle, isOn: false);
        return connection;
    }

    public async Task<List<T>> ReadAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = connection.CommandOf(sql, values);
        return await command.AllAsync(read, cancellation);
    }

    public void Configure(IServiceProvider scope, DbContextOptionsBuilder options, string migrationsTable) => inner.Configure(scope, options, migrationsTable);

    public Task<IReadOnlySet<string>> AppliedMigrationsAsync(string migrationsTable, CancellationToken cancellation) => inner.AppliedMigrationsAsync(migrationsTable, cancellation);

    public bool IsUnavailable(Exception exception) => inner.IsUnavailable(exception);

    public bool IsDuplicate(Exception exception) => inner.IsDuplicate(exception);

    public Task<T> WriteAsync<T>(Func<PlainTransaction, Task<T>> work, CancellationToken cancellation) => inner.WriteAsync(work, cancellation);

    public Task<T> WriteAsync<T>(DbContext db, Func<Task<T>> work, CancellationToken cancellation) => inner.WriteAsync(db, work, cancellation);

    // https://www.sqlite.org/c3ref/profile.html; by reflection for the reason given at SqlWork.
    private void Trace(object handle, bool isOn)
    {
        var library = handle.GetType().Assembly;
        var type = library.GetType("SQLitePCL.strdelegate_trace", throwOnError: true)!;
        var trace = isOn ? Delegate.CreateDelegate(type, this, typeof(PlainSqlLog).GetMethod(nameof(Keep), BindingFlags.Instance | BindingFlags.NonPublic)!) : null;
        library.GetType("SQLitePCL.raw", throwOnError: true)!.GetMethod("sqlite3_trace", [handle.GetType(), type, typeof(object)])!.Invoke(null, [handle, trace, null]);
    }

    private void Keep(object state, string sql) => _commands.Enqueue(sql);
}
