using Components.Sqlite;
using Components.Tests.Fixture;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Components.Tests.Data;

/// <summary>What is acknowledged is on the disk, for which nobody waits who writes next.</summary>
public sealed class LogSyncTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("log-");
    private readonly WriteGate _gate = new();
    private readonly LogSync _log;
    private readonly Checkpoints _checkpoints;
    private readonly ReadyStatements _statements;
    private readonly GroupCommit _commits;
    private Action _disk = () => { };
    private int _asked, _written;

    public LogSyncTests()
    {
        _log = new LogSync(Connect, Sync, Patience, NullLogger.Instance);
        _checkpoints = new Checkpoints(Connect, _log.Committed, _gate, Patience, NullLogger.Instance);
        _statements = new ReadyStatements(_ => Connect());
        _commits = new GroupCommit(_gate, _statements, _log, Patience);
    }

    private static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var connection = Connect();
        await connection.OpenAsync(Soon);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; CREATE TABLE notes (Id INTEGER PRIMARY KEY)";
        await command.ExecuteNonQueryAsync(Soon);
        await WriteAsync(1);
        _asked = 0;
    }

    public ValueTask DisposeAsync()
    {
        _statements.Dispose();
        _log.Dispose();
        _checkpoints.Dispose();
        _gate.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nobody_is_told_before_the_disk_has_it_and_who_comes_meanwhile_shares_the_next_commit()
    {
        using var disk = new SemaphoreSlim(0);
        _disk = disk.Wait;
        var first = Task.Run(() => WriteAsync(2), Soon);
        await Wait.UntilAsync(() => _asked == 1);
        var others = Enumerable.Range(3, 5).Select(WriteAsync).ToArray();
        // The one that comes first is written, which nobody else can see yet, and the others join it.
        Assert.Equal(3, _written);
        Assert.Equal([1, 2], await IdsAsync());
        Assert.DoesNotContain(others.Append(first), write => write.IsCompleted);
        disk.Release();
        await first;
        await Wait.UntilAsync(() => _asked == 2);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await IdsAsync());
        Assert.DoesNotContain(others, write => write.IsCompleted);
        disk.Release();
        await Task.WhenAll(others);
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Where_the_disk_does_not_take_it_that_is_said_and_nothing_is_taken_any_more()
    {
        _disk = () => throw new IOException("broken");
        Assert.Contains("broken", (await Assert.ThrowsAsync<SqliteException>(() => WriteAsync(2))).Message, StringComparison.Ordinal);
        // It says yes to the next, but what it did not take may be gone.
        _disk = () => { };
        var again = await Assert.ThrowsAsync<SqliteException>(() => WriteAsync(3));
        Assert.Equal(10, again.SqliteErrorCode);
        Assert.Equal(1, _asked);
        Assert.DoesNotContain(3, await IdsAsync());
    }

    [Fact]
    public async Task Where_nothing_is_written_the_disk_is_not_asked()
    {
        Assert.Equal(0, await _commits.WriteAsync(_ => Task.FromResult(0), Soon));
        await Assert.ThrowsAsync<SqliteException>(() => WriteAsync(1));
        Assert.Equal(0, _asked);
        await WriteAsync(2);
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Only_a_connection_with_a_log_has_one_to_wait_for()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "other.db")};Pooling=False");
        await connection.OpenAsync(Soon);
        Assert.Throws<IOException>(() => SqliteFiles.SyncLog(connection));
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; CREATE TABLE notes (Id INTEGER PRIMARY KEY)";
        await command.ExecuteNonQueryAsync(Soon);
        SqliteFiles.SyncLog(connection);
    }

    private Task<int> WriteAsync(int id) => _commits.WriteAsync(
        async transaction =>
        {
            var rows = await transaction.ExecuteAsync("INSERT INTO notes (Id) VALUES (@p0)", [id], Soon);
            _written = id;
            return rows;
        },
        Soon);

    private async Task<List<int>> IdsAsync() => await _statements.ReadAsync("SELECT Id FROM notes ORDER BY Id", [], row => row.GetInt32(0), Soon);

    private void Sync(SqliteConnection connection)
    {
        _asked++;
        _disk();
        SqliteFiles.SyncLog(connection);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "site.db")};Pooling=False");
        _checkpoints.Watch(connection);
        return connection;
    }
}
