using System.Data.Common;
using Components.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using IDatabase = Components.Data.IDatabase;

namespace Components.Sqlite;

/// <summary>One file in the data directory, in WAL mode: readers never wait for writers, and what was acknowledged survives a crash.</summary>
internal sealed class SqliteDatabase : IDatabase, IDisposable
{
    private readonly WriteGate _gate;
    private readonly WriteGateInterceptor _saves;
    private readonly TimeSpan _patience;
    private readonly string _connectionString, _connectionStringOfOne;
    private readonly LogSync _log;
    private readonly Checkpoints _checkpoints;
    private readonly ReadyStatements _ready;
    private readonly GroupCommit _together;
    private readonly Lock _lock = new();
    private bool _isPrepared;

    public SqliteDatabase(IOptions<SqliteOptions> options, SiteFolders folders, WriteGate gate, ILogger<SqliteDatabase> logger)
    {
        (_gate, _patience) = (gate, options.Value.Patience);
        _saves = new WriteGateInterceptor(gate, _patience);
        _log = new LogSync(() => Connect(alone: true), SqliteFiles.SyncLog, gate, _patience, logger);
        _checkpoints = new Checkpoints(() => Connect(alone: true), _log.NoteCommit, gate, _patience, logger);
        _ready = new ReadyStatements(Connect);
        _together = new GroupCommit(gate, _ready, _log, _patience);
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folders.DataDirectory, options.Value.File),
            DefaultTimeout = (int)Math.Ceiling(options.Value.Patience.TotalSeconds),
        };
        _connectionString = connection.ToString();
        // By then it is there; whoever takes it away is not given an empty one.
        (connection.Pooling, connection.Mode) = (false, SqliteOpenMode.ReadWrite);
        _connectionStringOfOne = connection.ToString();
    }

    public void Configure(IServiceProvider scope, DbContextOptionsBuilder options, string migrationsTable)
    {
        var connection = scope.GetRequiredService<ScopedConnection>().Get(this);
        options.UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(migrationsTable)).AddInterceptors(_saves);
    }

    public async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = Connect();
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task<List<T>> ReadAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation) => _ready.ReadAsync(sql, values, read, cancellation);

    public void Dispose()
    {
        _gate.ShutAndWait(new ObjectDisposedException(nameof(SqliteDatabase)), _patience);
        _ready.Dispose();
        _log.Dispose();
        _checkpoints.Dispose();
    }

    public async Task<IReadOnlySet<string>> AppliedMigrationsAsync(string migrationsTable, CancellationToken cancellation)
    {
        var applied = new HashSet<string>();
        await using var connection = await OpenAsync(cancellation);
        await using var table = connection.Command("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = @name", ("@name", migrationsTable));
        if (!await table.AnyAsync(cancellation))
            return applied;
        // The name comes from the pack's code, never from outside.
        await using var command = connection.Command($"SELECT MigrationId FROM \"{migrationsTable}\"");
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

    public bool IsDuplicate(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
            // CONSTRAINT_PRIMARYKEY, CONSTRAINT_UNIQUE
            if (e is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 })
                return true;
        return false;
    }

    public async Task<T> WriteAsync<T>(DbContext db, Func<Task<T>> work, CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        if (_gate.TransactionOf(connection) is { } transaction)
            return await TakePartAsync(db, transaction, work, cancellation);
        await _gate.EnterAsync(_patience, cancellation);
        try
        {
            return await WriteInsideAsync(db, connection, work, cancellation);
        }
        catch
        {
            db.ChangeTracker.Clear();
            throw;
        }
        finally
        {
            _gate.Leave();
        }
    }

    public Task<T> WriteAsync<T>(Func<PlainTransaction, Task<T>> work, CancellationToken cancellation) => _together.WriteAsync(work, cancellation);

    private async Task<T> WriteInsideAsync<T>(DbContext db, DbConnection connection, Func<Task<T>> work, CancellationToken cancellation)
    {
        // The driver writes BEGIN IMMEDIATE: a transaction that reads first and writes then could be refused for what others wrote between the two.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        _gate.Hold(connection, transaction.GetDbTransaction());
        var result = await work();
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    private static async Task<T> TakePartAsync<T>(DbContext db, DbTransaction transaction, Func<Task<T>> work, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is not null)
            return await work();
        await db.Database.UseTransactionAsync(transaction, cancellation);
        try
        {
            return await work();
        }
        catch
        {
            db.ChangeTracker.Clear();
            throw;
        }
        finally
        {
            await db.Database.UseTransactionAsync(null, CancellationToken.None);
        }
    }

    /// <param name="alone">Whether the driver keeps what lies beneath for nobody else.</param>
    internal SqliteConnection Connect(bool alone = false)
    {
        Prepare();
        var connection = new SqliteConnection(alone ? _connectionStringOfOne : _connectionString);
        _checkpoints.Watch(connection);
        return connection;
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
