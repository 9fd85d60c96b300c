using System.Data.Common;
using System.Globalization;
using Components.Data;
using Microsoft.Data.Sqlite;

namespace Components.Sqlite;

/// <summary>A connection with the statements that it was asked before: to compile a statement of a thread takes SQLite longer than to carry it out. Used by one at a time.</summary>
internal sealed class ReadyConnection : PlainTransaction, IDisposable
{
    private const int MostStatements = 64;
    private const int MostExpected = 100;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _ready = [];

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
        var statement = Ready(sql, values);
        await using var rows = await statement.Command.ExecuteReaderAsync(cancellation);
        // Mostly as many as the last time.
        List<T> all = new(statement.Rows);
        StatementRow? row = null;
        while (await rows.ReadAsync(cancellation))
            all.Add(read(row ??= new StatementRow(rows)));
        statement.Rows = Math.Min(all.Count, MostExpected);
        return all;
    }

    public override Task<int> ExecuteAsync(string sql, IReadOnlyList<object> values, CancellationToken cancellation) => Ready(sql, values).Command.ExecuteNonQueryAsync(cancellation);

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    private Statement Ready(string sql, IReadOnlyList<object> values)
    {
        if (!_ready.TryGetValue(sql, out var statement))
            statement = Make(sql, values.Count);
        for (var i = 0; i < values.Count; i++)
            statement.Command.Parameters[i].Value = values[i];
        return statement;
    }

    private Statement Make(string sql, int values)
    {
        if (_ready.Count >= MostStatements)
            Forget();
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values; i++)
            command.Parameters.Add(new SqliteParameter(string.Create(CultureInfo.InvariantCulture, $"@p{i}"), null));
        return _ready[sql] = new Statement(command);
    }

    private void Forget()
    {
        foreach (var statement in _ready.Values)
            statement.Command.Dispose();
        _ready.Clear();
    }

    private sealed class Statement(SqliteCommand command)
    {
        public SqliteCommand Command => command;

        /// <summary>How many it found last.</summary>
        public int Rows { get; set; }
    }
}
