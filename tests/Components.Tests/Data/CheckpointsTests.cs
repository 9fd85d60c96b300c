using System.Buffers.Binary;
using Components.Data;
using Components.Tests.Fixture;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Data;

/// <summary>What is written comes from the log into the database's file, beside whoever writes.</summary>
public sealed class CheckpointsTests : IAsyncLifetime
{
    private const int PageSize = 4096, Pages = 1000;
    private readonly TestHost _host = new();
    private FileStream? _index;
    private long _last = 1000;

    private static CancellationToken Soon => TestContext.Current.CancellationToken;

    private IDatabase Database => _host.Services.GetRequiredService<IDatabase>();

    private string DatabaseFile => Path.Combine(_host.DataDirectory, "site.db");

    public async ValueTask InitializeAsync() => await _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _index?.Dispose();
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task What_is_committed_is_soon_in_the_file(bool plainly)
    {
        var before = new FileInfo(DatabaseFile).Length;
        await (plainly ? WriteAsync(2 * Pages) : WriteByContextAsync(2 * Pages));
        await Wait.UntilAsync(() => Log is { Pages: > 2 * Pages } log && log.Copied == log.Pages);
        Assert.True(new FileInfo(DatabaseFile).Length > before + (2 * Pages * PageSize));
    }

    [Fact]
    public async Task Who_reads_for_long_keeps_the_log_and_nobody_who_writes()
    {
        await using (var reader = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False"))
        {
            await reader.OpenAsync(Soon);
            await using var reading = reader.BeginTransaction(deferred: true);
            Assert.Equal(0L, await CountAsync(reader));
            for (var i = 0; i < 20; i++)
                await WriteAsync(Pages);
            Assert.Equal(0L, await CountAsync(reader));
            Assert.True(Log.Pages > 20 * Pages);
            Assert.True(Log.Copied < Log.Pages);
        }
        // Not at once where somebody else reads just then.
        for (var i = 0; i < 50 && Log.Pages > Pages; i++)
        {
            await WriteAsync(Pages);
            for (var looks = 0; looks < 100 && Log.Copied < Log.Pages; looks++)
                await Task.Delay(20, Soon);
            await WriteAsync(1);
        }
        Assert.True(Log.Pages < Pages);
        Assert.Equal(_last - 1000, (await Database.ReadAsync("""SELECT count(*) FROM "test_notes" WHERE "Id" > 1000""", [], row => row.GetInt64(0), Soon)).Single());
    }

    [Fact]
    public async Task The_log_begins_anew_however_long_others_write()
    {
        // One of them always waits, so that there is no moment in which nobody writes.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 100; i++)
                    await WriteAsync(Pages / 10);
            },
            Soon)));
        Assert.InRange(new FileInfo($"{DatabaseFile}-wal").Length, Pages * PageSize, 32 * Pages * PageSize);
    }

    [Fact]
    public async Task Where_the_file_cannot_be_written_the_owner_is_told_and_what_was_written_is_there()
    {
        await WriteAsync(1);
        File.Move(DatabaseFile, $"{DatabaseFile}.away");
        Directory.CreateDirectory(DatabaseFile);
        try
        {
            await WriteAsync(2 * Pages);
            // Nor has whoever wrote it: their connection still could.
            Assert.True(Log.Copied < Log.Pages);
            await Wait.UntilAsync(() => _host.Log.Lines.Any(line => line.Contains("stays in the database's log", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(DatabaseFile);
            File.Move($"{DatabaseFile}.away", DatabaseFile);
        }
        await WriteAsync(Pages);
        await Wait.UntilAsync(() => Log is { Pages: > 3 * Pages } log && log.Copied == log.Pages);
    }

    // How many pages the log has, and how many of them are in the file: https://sqlite.org/walformat.html#the_wal_index_file_format
    private (uint Pages, uint Copied) Log
    {
        get
        {
            // Open until the end: to close it would take away the locks that SQLite holds on it (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
            _index ??= new FileStream($"{DatabaseFile}-shm", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var head = new byte[136];
            _index.Position = 0;
            _index.ReadExactly(head);
            return (BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(16)), BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(96)));
        }
    }

    private Task<int> WriteAsync(int pages) => Database.WriteAsync(
        transaction => transaction.ExecuteAsync("INSERT INTO \"test_notes\" (\"Id\", \"Text\") VALUES (@p0, @p1)", [Interlocked.Increment(ref _last), new string('x', pages * PageSize)], Soon), Soon);

    private async Task WriteByContextAsync(int pages)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotesDb>();
        db.Notes.Add(new Note { Id = (int)Interlocked.Increment(ref _last), Text = new string('x', pages * PageSize) });
        await db.SaveChangesAsync(Soon);
    }

    private static async Task<long> CountAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT count(*) FROM "test_notes" WHERE "Id" > 1000""";
        return (long)(await command.ExecuteScalarAsync(Soon))!;
    }
}
