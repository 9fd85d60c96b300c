using System.Data.Common;
using System.Globalization;
using Components.Data;
using Microsoft.Data.Sqlite;

namespace Components.Sqlite;

/// <summary>A connection with the statements that it was asked before: to compile a statement of a thread takes SQLite longer than to carry it out. Used by one at a time.</summary>
internal sealed class ReadyConnection : PlainTransaction, IDisposable
{
    private const int MostStatements = 64;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _ready = [];

    private ReadyConnection(SqliteConnection connection) => _connection = connection;

    public static async Task<ReadyConnection> OpenAsync(SqliteConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.OpenAsync(cancellation);
            return new ReadyConnection(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<List<T>> AllAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using var rows = await Ready(sql, values).ExecuteReaderAsync(cancellation);
        List<T> all = [];
        while (await rows.ReadAsync(cancellation))
            all.Add(read(rows));
        return all;
    }

    public override Task<int> ExecuteAsync(string sql, IReadOnlyList<object> values, CancellationToken cancellation) => Ready(sql, values).ExecuteNonQueryAsync(cancellation);

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    private SqliteCommand Ready(string sql, IReadOnlyList<object> values)
    {
        if (!_ready.TryGetValue(sql, out var command))
            command = Make(sql, values.Count);
        for (var i = 0; i < values.Count; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }

    private SqliteCommand Make(string sql, int values)
    {
        if (_ready.Count >= MostStatements)
            Forget();
        var command = _connection.CreateCommand();
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
