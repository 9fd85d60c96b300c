using System.Collections.Concurrent;
using System.Data.Common;
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

    /// <summary>All of a group with one commit, for which the disk is still to be waited for. Only for whoever is inside of the gate.</summary>
    /// <param name="group">The group, which is closed then.</param>
    /// <param name="idle">Waits until the disk is asked for nothing: before that a commit could only wait for it, and more may come.</param>
    /// <exception cref="Exception">Nothing is written; what failed by itself alone is told so, and no exception.</exception>
    public async Task WriteAsync(WriteGroup group, Func<Task> idle)
    {
        var writer = _writer ?? await OpenWriterAsync();
        // Until it is done: a connection is closed with what it had begun, and that is undone.
        _writer = null;
        var (isDone, isWell) = (false, true);
        try
        {
            await writer.BeginAsync();
            await RunAsync(group.Take());
            await idle().ConfigureAwait(false);
            await RunAsync(group.Take(andClose: true));
            await writer.CommitAsync();
            isDone = true;
        }
        finally
        {
            // What failed may have failed because of its connection.
            if (isDone && isWell && !_isOver)
                _writer = writer;
            else
                writer.Dispose();
        }

        async Task RunAsync(IReadOnlyList<PendingWrite> writes)
        {
            foreach (var write in writes)
                isWell &= await RunBesideOthersAsync(writer, write);
        }
    }

    private async Task<ReadyConnection> OpenWriterAsync()
    {
        var writer = await ReadyConnection.OpenAsync(connect(true), CancellationToken.None);
        try
        {
            // What a large statement is undone with that fails halfway: else a file, which is made for it and thrown away.
            await writer.CommandAsync("PRAGMA temp_store = MEMORY");
            // Each commit waits for the disk, but not in here: LogSync.
            await writer.CommandAsync("PRAGMA synchronous = NORMAL");
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <returns>False where it failed by itself, and is told so.</returns>
    private static async Task<bool> RunBesideOthersAsync(ReadyConnection writer, PendingWrite write)
    {
        // Not by a savepoint: SQLite would keep a copy of each page that somebody changes, for the one in thousands who fails after that.
        var before = writer.Written;
        try
        {
            await write.RunAsync(writer);
            writer.ThrowIfOver();
            return true;
        }
        catch (Exception e) when (writer.IsInside)
        {
            // Before that: what is to be undone may fail, too, and is no news for this one.
            write.Fail(e);
            await writer.UndoAsync(before);
            return false;
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
