using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Components.Sqlite;

/// <summary>
/// Waits for the disk beside whoever writes next. SQLite would do that inside of each commit; here whoever has committed does it outside of the gate, for all who have until then, and is acknowledged
/// afterwards. Meanwhile the next ones are written, up to their commit.
/// </summary>
/// <remarks>
/// Where the disk does not take something, nobody of this process writes any more: what is committed behind it could be lost with it. It is not asked again either, since the system might say yes and have
/// thrown away what the disk did not take.
/// </remarks>
/// <param name="connect">Makes a connection of one's own, not yet open.</param>
/// <param name="sync">Makes the disk take the log of a connection; throws where it does not.</param>
/// <param name="gate">Shut where that fails.</param>
/// <param name="patience">How long to wait for what the disk was asked for before.</param>
/// <param name="logger">Told what goes wrong.</param>
internal sealed partial class LogSync(Func<SqliteConnection> connect, Action<SqliteConnection> sync, WriteGate gate, TimeSpan patience, ILogger logger) : IDisposable
{
    // SQLITE_IOERR
    private const int InputOutput = 10;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteConnection? _connection;
    private SqliteException? _failure;

    // How many commits there were, and of how many of them the disk is known to have what they wrote.
    private long _commits, _synced;

    /// <summary>Notes that something was committed.</summary>
    public void NoteCommit() => Interlocked.Increment(ref _commits);

    /// <summary>Sees to it, from inside of the gate and before something is committed, that the disk can be waited for.</summary>
    public async Task PrepareAsync() => _connection ??= await OpenAsync().ConfigureAwait(false);

    /// <summary>Waits until the disk is asked for nothing.</summary>
    /// <exception cref="SqliteException">It did not take the last that it was asked for.</exception>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public async Task IdleAsync()
    {
        if (!await _turn.WaitAsync(patience).ConfigureAwait(false))
            throw new TimeoutException($"The disk was busy with what others wrote for {patience.TotalSeconds:0} seconds.");
        _turn.Release();
        if (_failure is { } failure)
            throw failure;
    }

    /// <summary>Waits until the disk has all that was committed until now.</summary>
    /// <exception cref="SqliteException">It did not take it: it may be there or not.</exception>
    public async Task WaitAsync()
    {
        var mine = Interlocked.Read(ref _commits);
        if (Interlocked.Read(ref _synced) >= mine)
            return;
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            // Mostly somebody else has waited for it meanwhile.
            if (_synced < mine)
                Sync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Once the gate is shut and nobody inside.</summary>
    public void Dispose()
    {
        // A disk that does not answer keeps the connection.
        if (!_turn.Wait(patience))
            return;
        _failure ??= Failure("the site has ended");
        _connection?.Dispose();
        _turn.Release();
    }

    private void Sync()
    {
        if (_failure is { } before)
            throw before;
        var commits = Interlocked.Read(ref _commits);
        try
        {
            sync(_connection!);
        }
        catch (Exception e)
        {
            _failure = Failure(e.Message);
            gate.Shut(_failure);
            Log.Lost(logger, e.Message);
            throw _failure;
        }
        Interlocked.Exchange(ref _synced, commits);
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = connect();
        try
        {
            await connection.OpenAsync().ConfigureAwait(false);
            // SQLite opens the log when something is read.
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            command.ExecuteScalar();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static SqliteException Failure(string reason) => new($"The disk did not take what was written: {reason}", InputOutput);

    private static partial class Log
    {
        [LoggerMessage(3, LogLevel.Critical, "Nothing is written any more until the site is started again, since the disk did not take the last of it: {Reason}. Please look after the disk, and keep a copy of the database with its log")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
