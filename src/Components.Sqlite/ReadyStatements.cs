using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Components.Sqlite;

/// <summary>
/// Connections that only read, each with the statements that it was asked before: to compile a statement of a thread takes SQLite longer than to carry it out. One is used by one reader at a time.
/// </summary>
internal sealed class ReadyStatements(Func<SqliteConnection> connect) : IDisposable
{
    // Reading holds a thread from beginning to end, so there are hardly more at work than the machine has processors.
    private static readonly int MostFree = Math.Max(4, 2 * Environment.ProcessorCount);

    private readonly ConcurrentStack<Reader> _free = new();
    private volatile bool _isOver;

    public async Task<List<T>> ReadAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        var reader = _free.TryPop(out var free) ? free : await Reader.OpenAsync(connect(), cancellation);
        var isWell = false;
        try
        {
            var rows = await reader.ReadAsync(sql, values, read, cancellation);
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

    public void Dispose()
    {
        _isOver = true;
        while (_free.TryPop(out var reader))
            reader.Dispose();
    }

    private sealed class Reader(SqliteConnection connection) : IDisposable
    {
        private const int MostStatements = 64;
        private readonly Dictionary<string, SqliteCommand> _ready = [];

        public static async Task<Reader> OpenAsync(SqliteConnection connection, CancellationToken cancellation)
        {
            try
            {
                await connection.OpenAsync(cancellation);
                return new Reader(connection);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }

        public async Task<List<T>> ReadAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation)
        {
            var command = Find(sql, values.Count);
            for (var i = 0; i < values.Count; i++)
                command.Parameters[i].Value = values[i];
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            List<T> all = [];
            while (await rows.ReadAsync(cancellation))
                all.Add(read(rows));
            return all;
        }

        public void Dispose()
        {
            foreach (var command in _ready.Values)
                command.Dispose();
            connection.Dispose();
        }

        private SqliteCommand Find(string sql, int values)
        {
            if (_ready.TryGetValue(sql, out var ready))
                return ready;
            if (_ready.Count >= MostStatements)
                Forget();
            var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values; i++)
                command.Parameters.Add(new SqliteParameter(string.Create(CultureInfo.InvariantCulture, $"@p{i}"), null));
            return _ready[sql] = command;
        }

        private void Forget()
        {
            foreach (var command in _ready.Values)
                command.Dispose();
            _ready.Clear();
        }
    }
}
