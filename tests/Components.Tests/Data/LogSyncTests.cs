using System.Diagnostics;
using Components.Data;
using Components.Sqlite;
using Components.Tests.Fixture;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Components.Tests.Data;

/// <summary>What is acknowledged is on the disk, and whoever comes while it is asked is written meanwhile.</summary>
public sealed class LogSyncTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("log-");
    private readonly Disk _disk = new();
    private Writers _writers = null!;

    private static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // First of all: it makes the driver find what it needs.
        _writers = new Writers(ConnectionString("site.db"), _disk, TimeSpan.FromSeconds(20));
        await using (var connection = new SqliteConnection(ConnectionString("site.db")))
        {
            await connection.OpenAsync(Soon);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; CREATE TABLE notes (Id INTEGER PRIMARY KEY)";
            await command.ExecuteNonQueryAsync(Soon);
        }
        await _writers.WriteAsync(1);
        _disk.Asked = 0;
    }

    public ValueTask DisposeAsync()
    {
        _writers.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nobody_is_told_before_the_disk_has_it_and_who_comes_meanwhile_shares_the_next_commit()
    {
        using var disk = new SemaphoreSlim(0);
        _disk.Act = disk.Wait;
        try
        {
            var first = Task.Run(() => _writers.WriteAsync(2), Soon);
            await Wait.UntilAsync(() => _disk.Asked == 1);
            var others = Enumerable.Range(3, 5).Select(_writers.WriteAsync).ToArray();
            // The one that comes first is written, which nobody else can see yet, and the others join it.
            Assert.Equal(3, _writers.Last);
            Assert.Equal([1, 2], await _writers.IdsAsync());
            Assert.DoesNotContain(others.Append(first), write => write.IsCompleted);
            disk.Release();
            await first;
            await Wait.UntilAsync(() => _disk.Asked == 2);
            Assert.Equal([1, 2, 3, 4, 5, 6, 7], await _writers.IdsAsync());
            Assert.DoesNotContain(others, write => write.IsCompleted);
            disk.Release();
            await Task.WhenAll(others);
            Assert.Equal(2, _disk.Asked);
        }
        finally
        {
            disk.Release(10);
        }
    }

    [Fact]
    public async Task Where_the_disk_does_not_take_it_nobody_writes_any_more_and_nothing_is_added_to_it()
    {
        using var disk = new SemaphoreSlim(0);
        _disk.Act = () =>
        {
            disk.Wait();
            throw new IOException("broken");
        };
        var first = Task.Run(() => _writers.WriteAsync(2), Soon);
        await Wait.UntilAsync(() => _disk.Asked == 1);
        var meanwhile = _writers.WriteAsync(3);
        // It would say yes to the next, but what it did not take may be gone.
        _disk.Act = () => { };
        disk.Release();
        foreach (var write in new[] { first, meanwhile, _writers.WriteAsync(4) })
        {
            var told = await Assert.ThrowsAsync<SqliteException>(() => write);
            Assert.Contains("broken", told.Message, StringComparison.Ordinal);
            Assert.Equal(10, told.SqliteErrorCode);
        }
        await Assert.ThrowsAsync<SqliteException>(() => _writers.Gate.EnterAsync(TimeSpan.FromSeconds(1), Soon));
        Assert.Equal(1, _disk.Asked);
        Assert.Equal([1, 2], await _writers.IdsAsync());
    }

    [Fact]
    public async Task Who_waits_too_long_for_the_disk_is_told_and_not_written()
    {
        using var disk = new SemaphoreSlim(0);
        _disk.Act = disk.Wait;
        using var impatient = new Writers(ConnectionString("site.db"), _disk, TimeSpan.FromMilliseconds(200));
        try
        {
            var first = Task.Run(() => impatient.WriteAsync(2), Soon);
            await Wait.UntilAsync(() => _disk.Asked == 1);
            await Assert.ThrowsAsync<TimeoutException>(() => impatient.WriteAsync(3));
            disk.Release();
            await first;
            Assert.Equal([1, 2], await _writers.IdsAsync());
        }
        finally
        {
            disk.Release(10);
        }
    }

    [Fact]
    public async Task Where_nothing_is_written_the_disk_is_not_asked()
    {
        Assert.Equal(0, await _writers.RunAsync(_ => Task.FromResult(0)));
        await Assert.ThrowsAsync<SqliteException>(() => _writers.WriteAsync(1));
        Assert.Equal(0, _disk.Asked);
        await _writers.WriteAsync(2);
        Assert.Equal(1, _disk.Asked);
    }

    [Fact]
    public async Task To_wait_for_the_disk_changes_nothing_in_the_files()
    {
        await using var connection = new SqliteConnection(ConnectionString("other.db"));
        await connection.OpenAsync(Soon);
        // Without one there is nothing to wait for.
        Assert.Throws<IOException>(() => SqliteFiles.SyncLog(connection));
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; CREATE TABLE notes (Id INTEGER PRIMARY KEY)";
        await command.ExecuteNonQueryAsync(Soon);
        var (database, log) = (await ContentAsync("other.db"), await ContentAsync("other.db-wal"));
        Assert.NotEmpty(log);
        SqliteFiles.SyncLog(connection);
        SqliteFiles.SyncDatabase(connection);
        Assert.Equal((database, log), (await ContentAsync("other.db"), await ContentAsync("other.db-wal")));

        // By a copy: to close a database's file ends all locks on it.
        async Task<string> ContentAsync(string name)
        {
            var file = Path.Combine(_folder.FullName, name);
            using var copy = Process.Start("cp", [file, $"{file}.copy"]);
            await copy.WaitForExitAsync(Soon);
            return Convert.ToBase64String(await File.ReadAllBytesAsync($"{file}.copy", Soon));
        }
    }

    [Fact]
    public async Task Nothing_is_written_by_a_connection_on_which_something_has_failed()
    {
        // To whoever opens it now it is for reading only: the header asks for a format for writing that no SQLite has (https://www.sqlite.org/fileformat2.html#file_format_version_numbers).
        _writers.Dispose();
        await SetWriteVersionAsync(3);
        using var writers = new Writers(ConnectionString("site.db"), _disk, TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<SqliteException>(() => writers.WriteAsync(2));
        await SetWriteVersionAsync(2);
        await writers.WriteAsync(2);
        Assert.Equal([1, 2], await writers.IdsAsync());

        async Task SetWriteVersionAsync(byte version)
        {
            await using var file = new FileStream(Path.Combine(_folder.FullName, "site.db"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.Seek(18, SeekOrigin.Begin);
            file.WriteByte(version);
        }
    }

    private string ConnectionString(string file) => $"Data Source={Path.Combine(_folder.FullName, file)};Pooling=False";

    // What the log is written to, which can be made to take its time, or not to work.
    private sealed class Disk
    {
        private volatile int _asked;

        public int Asked { get => _asked; set => _asked = value; }

        public Action Act { get; set; } = () => { };

        public void Sync(SqliteConnection connection)
        {
            _asked++;
            Act();
            SqliteFiles.SyncLog(connection);
        }
    }

    private sealed class Writers : IDisposable
    {
        private readonly string _connectionString;
        private readonly LogSync _log;
        private readonly Checkpoints _checkpoints;
        private readonly ReadyStatements _statements;
        private readonly GroupCommit _commits;

        public Writers(string connectionString, Disk disk, TimeSpan patience)
        {
            _connectionString = connectionString;
            _log = new LogSync(Connect, disk.Sync, Gate, patience, NullLogger.Instance);
            _checkpoints = new Checkpoints(Connect, _log.NoteCommit, Gate, patience, NullLogger.Instance);
            _statements = new ReadyStatements(_ => Connect());
            _commits = new GroupCommit(Gate, _statements, _log, patience);
        }

        public WriteGate Gate { get; } = new();

        public int Last { get; private set; }

        public Task<int> WriteAsync(int id) => RunAsync(
            async transaction =>
            {
                var rows = await transaction.ExecuteAsync("INSERT INTO notes (Id) VALUES (@p0)", [id], Soon);
                Last = id;
                return rows;
            });

        public Task<int> RunAsync(Func<PlainTransaction, Task<int>> work) => _commits.WriteAsync(work, Soon);

        public Task<List<int>> IdsAsync() => _statements.ReadAsync("SELECT Id FROM notes ORDER BY Id", [], row => row.GetInt32(0), Soon);

        public void Dispose()
        {
            _statements.Dispose();
            _log.Dispose();
            _checkpoints.Dispose();
            Gate.Dispose();
        }

        private SqliteConnection Connect()
        {
            var connection = new SqliteConnection(_connectionString);
            _checkpoints.Watch(connection);
            return connection;
        }
    }
}
