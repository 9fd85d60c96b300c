using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using Components.Data;
using Microsoft.Data.Sqlite;

namespace Components.Sqlite;

/// <summary>
/// A connection with the statements that it was asked before: to compile a statement of a thread takes SQLite longer than to carry it out. Used by one at a time. What it writes in a transaction it can do again
/// up to any point: so is undone what came after.
/// </summary>
internal sealed class ReadyConnection : PlainTransaction, IDisposable
{
    private const int MostStatements = 64;
    private const int MostExpected = 100;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _ready = [];

    // By the transaction that has begun.
    private readonly List<(string Sql, IReadOnlyList<object> Values)> _written = [];
    private bool _isWriting;

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

    /// <summary>How far the transaction has come: how many statements of it have been written, and how many rows this connection has changed.</summary>
    public (int Statements, int Rows) Written => (_written.Count, sqlite3_total_changes(SqliteFiles.HandleOf(_connection)));

    public override async Task<List<T>> AllAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        ThrowIfOver();
        var statement = Ready(sql, values);
        await using var rows = await statement.Command.ExecuteReaderAsync(cancellation);
        // It may have written all the same, and tell what.
        if (_isWriting && !sql.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase))
            _written.Add((sql, values));
        // Mostly as many as the last time.
        List<T> all = new(statement.Rows);
        StatementRow? row = null;
        while (await rows.ReadAsync(cancellation))
            all.Add(read(row ??= new StatementRow(rows)));
        statement.Rows = Math.Min(all.Count, MostExpected);
        return all;
    }

    public override async Task<int> ExecuteAsync(string sql, IReadOnlyList<object> values, CancellationToken cancellation)
    {
        ThrowIfOver();
        var rows = await CommandAsync(sql, values, cancellation);
        // One that fails has written nothing to be written again.
        _written.Add((sql, values));
        return rows;
    }

    /// <summary>Begins a transaction that writes: one that reads first could be refused for what others wrote between the two.</summary>
    public async Task BeginAsync()
    {
        await CommandAsync("BEGIN IMMEDIATE");
        _isWriting = true;
    }

    public async Task CommitAsync()
    {
        await CommandAsync("COMMIT");
        _isWriting = false;
        _written.Clear();
    }

    /// <summary>Whether the transaction is still there: where a disk is full SQLite undoes all of it.</summary>
    public bool IsInside => sqlite3_get_autocommit(SqliteFiles.HandleOf(_connection)) == 0;

    /// <summary>Refuses to go on where the transaction that was begun is not there any more: each statement would be one by itself.</summary>
    /// <exception cref="InvalidOperationException">It is so.</exception>
    public void ThrowIfOver()
    {
        if (_isWriting && !IsInside)
            throw new InvalidOperationException("The transaction has ended before its work did.");
    }

    /// <summary>Undoes what the transaction has written since a point: all of it, and then what came before again.</summary>
    /// <param name="written">What <see cref="Written"/> was there.</param>
    /// <exception cref="TimeoutException">Another process wrote something just then, and what came before was written upon what was there until then: nothing is kept.</exception>
    public async Task UndoAsync((int Statements, int Rows) written)
    {
        if (Written == written)
            return;
        var version = await VersionAsync();
        await CommandAsync("ROLLBACK");
        await CommandAsync("BEGIN IMMEDIATE");
        if (written.Statements > 0 && await VersionAsync() != version)
            throw new TimeoutException("The database was busy with what another process wrote.");
        _written.RemoveRange(written.Statements, _written.Count - written.Statements);
        foreach (var (sql, values) in _written)
            await CommandAsync(sql, values, CancellationToken.None);
    }

    /// <summary>What is none of a transaction's own statements.</summary>
    public Task CommandAsync(string sql) => CommandAsync(sql, [], CancellationToken.None);

    private Task<int> CommandAsync(string sql, IReadOnlyList<object> values, CancellationToken cancellation) => Ready(sql, values).Command.ExecuteNonQueryAsync(cancellation);

    // Another one once somebody else has committed something: https://www.sqlite.org/pragma.html#pragma_data_version
    private async Task<long> VersionAsync() => (long)(await Ready("PRAGMA data_version", []).Command.ExecuteScalarAsync())!;

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

    [DllImport(SqliteNative.Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_get_autocommit(nint connection);

    [DllImport(SqliteNative.Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_total_changes(nint connection);

    private sealed class Statement(SqliteCommand command)
    {
        public SqliteCommand Command => command;

        /// <summary>How many it found last.</summary>
        public int Rows { get; set; }
    }
}
