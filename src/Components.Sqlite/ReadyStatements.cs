using System.Collections.Concurrent;
using System.Data.Common;
using Components.Data;
using Microsoft.Data.Sqlite;

namespace Components.Sqlite;

/// <summary>Connections that are kept with their statements: some that only read, and one that writes, for whoever is inside of the gate.</summary>
/// <param name="connect">Makes a connection, not yet open. One that writes is asked for without the driver's pool, so that nothing that it had begun outlives it.</param>
internal sealed class ReadyStatements(Func<bool, SqliteConnection> connect) : IDisposable
{
    // Reading holds a thread from beginning to end, so there are hardly more at work than the machine has processors.
    private static readonly int MostFree = Math.Max(4, 2 * Environment.ProcessorCount);

    private readonly ConcurrentStack<ReadyConnection> _free = new();
    private ReadyConnection? _writer;
    private volatile bool _isOver;

    public async Task<List<T>> ReadAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        var reader = _free.TryPop(out var free) ? free : await ReadyConnection.OpenAsync(connect(false), cancellation);
        var isWell = false;
        try
        {
            var rows = await reader.AllAsync(sql, values, read, cancellation);
            isWell = true;
            return rows;
        }
        finally
        {
            // What failed may have failed because of its connection.
            if (isWell && !_isOver && _free.Count < MostFree)
                _free.Push(reader);
            else
                reader.Dispose();
        }
    }

    /// <summary>One transaction. Only for whoever is inside of the gate.</summary>
    public async Task<T> WriteAsync<T>(Func<PlainTransaction, Task<T>> work, CancellationToken cancellation)
    {
        var writer = _writer ?? await ReadyConnection.OpenAsync(connect(true), cancellation);
        // Until it is done: a connection is closed with what it had begun, and that is undone.
        _writer = null;
        var isDone = false;
        try
        {
            // A transaction that reads first and writes then could be refused for what others wrote between the two.
            await writer.ExecuteAsync("BEGIN IMMEDIATE", [], cancellation);
            var result = await work(writer);
            await writer.ExecuteAsync("COMMIT", [], CancellationToken.None);
            isDone = true;
            return result;
        }
        finally
        {
            if (isDone && !_isOver)
                _writer = writer;
            else
                writer.Dispose();
        }
    }

    public void Dispose()
    {
        _isOver = true;
        while (_free.TryPop(out var reader))
            reader.Dispose();
        _writer?.Dispose();
    }
}
