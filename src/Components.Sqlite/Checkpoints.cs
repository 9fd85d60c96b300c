using System.Collections.Concurrent;
using System.Data;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Components.Sqlite;

/// <summary>
/// Brings what stands in the write-ahead log into the database's file, beside whoever writes. SQLite would do that itself with each commit that finds a thousand pages in it, before that is over: all who
/// write wait then until they are copied and the disk has them.
/// </summary>
/// <remarks>
/// None begins where everything is copied already, but while nobody writes: up to 3.51.2 SQLite loses what is committed where the log is begun anew while a checkpoint begins
/// (https://sqlite.org/wal.html#walresetbug), and it is only begun anew where everything is copied.
/// </remarks>
internal sealed partial class Checkpoints : IDisposable
{
    private const int Pages = 1000;

    // As long as somebody writes, a checkpoint never comes to the end of the log, which is begun anew only there. 64 MB.
    private const int MostPages = 16 * Pages;

    private static readonly ConcurrentDictionary<nint, Checkpoints> Alive = new();

    // Native code calls it, and the driver keeps what is beneath a connection for longer than any of these lives.
    private static readonly WalHook Hook = (number, _, _, pages) => Alive.TryGetValue(number, out var one) ? one.Committed(pages) : 0;
    private static int _numbers;

    private readonly Func<SqliteConnection> _connect;
    private readonly Action _noteCommit;
    private readonly WriteGate _gate;
    private readonly TimeSpan _patience;
    private readonly ILogger _logger;
    private readonly nint _number = Interlocked.Increment(ref _numbers);
    private readonly Lock _lock = new();
    private Task? _work;
    private bool _isOver;

    // How many pages the log has, how many of them are copied, and how many it had at the last try: who reads for long keeps those that came later from being copied.
    private int _written, _copied, _tried;

    // How often the log was begun anew.
    private int _begun;

    /// <param name="connect">Makes a connection of one's own, not yet open.</param>
    /// <param name="noteCommit">Called with each commit, before it is acknowledged.</param>
    /// <param name="gate">Nobody of this process writes while one is inside.</param>
    /// <param name="patience">How long others may keep the gate.</param>
    /// <param name="logger">Told what goes wrong.</param>
    public Checkpoints(Func<SqliteConnection> connect, Action noteCommit, WriteGate gate, TimeSpan patience, ILogger logger)
    {
        (_connect, _noteCommit, _gate, _patience, _logger) = (connect, noteCommit, gate, patience, logger);
        Alive[_number] = this;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int WalHook(nint number, nint connection, nint database, int pages);

    /// <summary>Once a connection is open, none of its commits waits for a checkpoint, and what they write is counted.</summary>
    public void Watch(SqliteConnection connection) => connection.StateChange += Changed;

    public void Dispose()
    {
        Alive.TryRemove(_number, out _);
        Task? work;
        lock (_lock)
            (_isOver, work) = (true, _work);
        work?.Wait(_patience);
    }

    private void Changed(object? connection, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Open)
            _ = sqlite3_wal_hook(SqliteFiles.HandleOf((SqliteConnection)connection!), Hook, _number);
    }

    // On the thread that writes, after its commit and before that is acknowledged.
    private int Committed(int pages)
    {
        _noteCommit();
        lock (_lock)
        {
            // It was begun anew.
            if (pages <= _written)
                (_copied, _tried, _begun) = (0, 0, _begun + 1);
            _written = pages;
            BeginWhereDue();
        }
        return 0;
    }

    private void BeginWhereDue()
    {
        if (_isOver || _gate.IsShut || _work is not null || _written - Math.Max(_copied, _tried) < Pages)
            return;
        _tried = _written;
        var isLong = _written >= MostPages;
        using (ExecutionContext.SuppressFlow())
            _work = Task.Run(() => WorkAsync(isLong));
    }

    private async Task WorkAsync(bool toTheEnd)
    {
        var hasFailed = false;
        try
        {
            await using var connection = _connect();
            await connection.OpenAsync();
            Checkpoint(connection);
            // SQLite itself waits for the disk only at the end of the log: all who write would wait then for everything that was copied since its beginning.
            SqliteFiles.SyncDatabase(connection);
            if (toTheEnd)
                await FinishAsync(connection);
        }
        catch (IOException e)
        {
            // The system reports it once. From now on everything stays in the log, which the disk has as far as it was acknowledged.
            hasFailed = true;
            Log.Broken(_logger, e.Message);
        }
        catch (Exception) when (_gate.IsShut)
        {
            // The site ends, or the disk has failed, which is told.
        }
        catch (Exception e)
        {
            Log.Failed(_logger, e.Message);
        }
        lock (_lock)
        {
            _work = null;
            _isOver |= hasFailed;
            // Who came meanwhile may have been the last.
            BeginWhereDue();
        }
    }

    private async Task FinishAsync(SqliteConnection connection)
    {
        // What was written meanwhile; and then, while nobody writes, what was written meanwhile again, which is little: whoever writes next begins the log anew, unless somebody still reads in it.
        if (!IsMore())
            return;
        Checkpoint(connection);
        SqliteFiles.SyncDatabase(connection);
        await _gate.EnterAsync(_patience, CancellationToken.None);
        try
        {
            if (IsMore())
                Checkpoint(connection);
        }
        finally
        {
            _gate.Leave();
        }
    }

    private bool IsMore()
    {
        lock (_lock)
            return _written > _copied;
    }

    private void Checkpoint(SqliteConnection connection)
    {
        int begun;
        lock (_lock)
            begun = _begun;
        using var command = connection.CreateCommand();
        // Waits for nobody, and nobody for it.
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var told = command.ExecuteReader();
        // Whether somebody else is at it, how many pages the log has, and how many of them are copied.
        if (!told.Read() || told.GetInt32(0) != 0)
            return;
        lock (_lock)
        {
            if (begun == _begun)
                _copied = told.GetInt32(2);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What was written stays in the database's log for now: it could not be brought into the file. {Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Error, "What is written stays in the database's log until the site is started again: {Reason}. Please look after the disk, and keep a copy of the database with its log")]
        public static partial void Broken(ILogger logger, string reason);
    }

    [DllImport(SqliteNative.Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern nint sqlite3_wal_hook(nint connection, WalHook hook, nint number);
}
