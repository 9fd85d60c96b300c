using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Components.Sqlite;

/// <summary>
/// Waits for the disk beside whoever writes next. SQLite would do that inside of each commit, while nobody else can write; here whoever has committed does it outside of the gate, for all who have until
/// then, and is acknowledged afterwards.
/// </summary>
/// <param name="connect">Makes a connection of one's own, not yet open.</param>
/// <param name="sync">Makes the disk take the log of a connection; throws where it does not.</param>
/// <param name="patience">How long the end waits for what is under way.</param>
/// <param name="logger">Told what goes wrong.</param>
internal sealed partial class LogSync(Func<SqliteConnection> connect, Action<SqliteConnection> sync, TimeSpan patience, ILogger logger) : IDisposable
{
    // SQLITE_IOERR
    private const int InputOutput = 10;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteConnection? _connection;
    private Exception? _failure;

    // How many commits there were, and of how many of them the disk is known to have what they wrote.
    private long _committed, _synced;

    /// <summary>Notes that something was committed.</summary>
    public void Committed() => Interlocked.Increment(ref _committed);

    /// <summary>Sees to it, before something is committed, that the disk can be waited for.</summary>
    /// <exception cref="SqliteException">It cannot, or did not take what was committed before.</exception>
    public async Task PrepareAsync()
    {
        ThrowIfFailed();
        if (_connection is not null)
            return;
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _connection ??= await OpenAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits until the disk has all that was committed until now.</summary>
    /// <exception cref="SqliteException">It did not take it. It is not asked again: the system might say yes, and have thrown away what the disk did not take.</exception>
    public async Task WaitAsync()
    {
        var mine = Interlocked.Read(ref _committed);
        if (Interlocked.Read(ref _synced) >= mine)
            return;
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            ThrowIfFailed();
            // Mostly somebody else has waited for it meanwhile.
            if (_synced < mine)
                Sync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits until the disk is asked for nothing.</summary>
    public async Task IdleAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        _turn.Release();
    }

    /// <summary>Nobody writes any more.</summary>
    public void Dispose()
    {
        // A disk that does not answer keeps the connection.
        if (!_turn.Wait(patience))
            return;
        _failure ??= new ObjectDisposedException(nameof(LogSync));
        _connection?.Dispose();
        _turn.Release();
    }

    private void Sync()
    {
        var committed = Interlocked.Read(ref _committed);
        try
        {
            sync(_connection!);
        }
        catch (Exception e)
        {
            _failure = e;
            Log.Failed(logger, e.Message);
            throw Unavailable(e);
        }
        Interlocked.Exchange(ref _synced, committed);
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

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
            throw Unavailable(failure);
    }

    private static SqliteException Unavailable(Exception failure) => new($"The disk did not take what was written: {failure.Message}", InputOutput);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "Nothing that visitors send is taken any more until the site is started again: {Reason}. Please look after the disk, and keep a copy of the database with its log")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
