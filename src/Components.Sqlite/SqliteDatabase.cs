using System.Data.Common;
using Components.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Sqlite;

/// <summary>One file in the data directory, in WAL mode: readers never wait for writers, and what was acknowledged survives a crash.</summary>
internal sealed class SqliteDatabase : IDatabase
{
    private readonly WriteGateInterceptor _gate;
    private readonly string _connectionString;
    private readonly Lock _lock = new();
    private bool _isPrepared;

    public SqliteDatabase(IOptions<SqliteOptions> options, SiteFolders folders, WriteGate gate)
    {
        _gate = new WriteGateInterceptor(gate, options.Value.Patience);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folders.DataDirectory, options.Value.File),
            DefaultTimeout = (int)Math.Ceiling(options.Value.Patience.TotalSeconds),
        }.ToString();
    }

    public void Configure(IServiceProvider scope, DbContextOptionsBuilder options, string migrationsTable)
    {
        var connection = scope.GetRequiredService<ScopedConnection>().Get(this);
        options.UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(migrationsTable)).AddInterceptors(_gate);
    }

    public async Task<IReadOnlySet<string>> AppliedMigrationsAsync(string migrationsTable, CancellationToken cancellation)
    {
        await using var connection = Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $name";
        command.Parameters.AddWithValue("$name", migrationsTable);
        var applied = new HashSet<string>();
        if (await command.ExecuteScalarAsync(cancellation) is 0L)
            return applied;
        // The name comes from the pack's code, never from outside.
        command.CommandText = $"SELECT MigrationId FROM \"{migrationsTable}\"";
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            applied.Add(rows.GetString(0));
        return applied;
    }

    public bool IsUnavailable(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
            // BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN: https://www.sqlite.org/rescode.html
            if (e is TimeoutException or SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 13 or 14 })
                return true;
        return false;
    }

    internal SqliteConnection Connect()
    {
        Prepare();
        return new SqliteConnection(_connectionString);
    }

    // The mode is written into the file, so once is enough.
    private void Prepare()
    {
        if (_isPrepared)
            return;
        lock (_lock)
        {
            using var connection = new SqliteConnection(_connectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
            _isPrepared = true;
        }
    }

    /// <summary>The connection that all contexts of one service scope share, so that they can share a transaction.</summary>
    internal sealed class ScopedConnection : IAsyncDisposable, IDisposable
    {
        private SqliteConnection? _connection;

        public DbConnection Get(SqliteDatabase database) => _connection ??= database.Connect();

        public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

        public void Dispose() => _connection?.Dispose();
    }
}
