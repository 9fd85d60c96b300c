using System.Collections.Concurrent;
using System.Data;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Components.Sqlite;

/// <summary>
/// Brings what stands in the write-ahead log into the database's file, beside whoever writes. SQLite does that by itself with every thousandth page, before the commit that came upon it is over: everybody
/// waits then until a thousand pages are written and the disk has them.
/// </summary>
/// <param name="connect">Makes a connection of one's own, not yet open.</param>
/// <param name="gate">Nobody writes while one is inside.</param>
/// <param name="patience">How long others may keep the gate.</param>
/// <param name="logger">Told what goes wrong.</param>
internal sealed partial class Checkpoints(Func<SqliteConnection> connect, WriteGate gate, TimeSpan patience, ILogger logger) : IDisposable
{
    // As often as SQLite would.
    private const int Pages = 1000;

    // As long as somebody writes, the log is never at its end, and is not begun anew. 64 MB.
    private const int MostPages = 16 * Pages;

    private static readonly ConcurrentDictionary<nint, Checkpoints> Alive = new();

    // Native code calls it, and the driver keeps what is beneath a connection for longer than any of these lives.
    private static readonly WalHook Hook = (number, _, _, pages) => Alive.TryGetValue(number, out var one) ? one.Committed(pages) : 0;
    private static int _numbers;

    // SQLITE_FCNTL_FILE_POINTER, SQLITE_SYNC_NORMAL
    private const int FilePointer = 7, SyncNormal = 2;

    // Not called by its name: StatementRow says why.
    private static readonly Func<SqliteConnection, SafeHandle> HandleOf = typeof(SqliteConnection).GetProperty("Handle")!.GetMethod!.CreateDelegate<Func<SqliteConnection, SafeHandle>>();

    private readonly nint _number = Interlocked.Increment(ref _numbers);
    private Task _work = Task.CompletedTask;
    private int _isAtWork;
    private volatile bool _isOver;

    // How long the log is, and was when the last one began.
    private volatile int _pages, _begunAt;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int WalHook(nint number, nint connection, nint database, int pages);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int FileSync(nint file, int how);

    /// <summary>As soon as a connection is open its commits wait for no checkpoint, and what they write is counted.</summary>
    public void Watch(SqliteConnection connection) => connection.StateChange += Begin;

    public void Dispose()
    {
        _isOver = true;
        Alive.TryRemove(_number, out _);
        _work.Wait(patience);
    }

    private void Begin(object? connection, StateChangeEventArgs change)
    {
        if (change.CurrentState != ConnectionState.Open)
            return;
        Alive.TryAdd(_number, this);
        _ = sqlite3_wal_hook(HandleOf((SqliteConnection)connection!).DangerousGetHandle(), Hook, _number);
    }

    // On the thread that writes, after its commit and before that is acknowledged.
    private int Committed(int pages)
    {
        // The log has begun anew.
        if (pages < _begunAt)
            _begunAt = 0;
        _pages = pages;
        BeginWhereDue();
        return 0;
    }

    private void BeginWhereDue()
    {
        var pages = _pages;
        if (_isOver || pages - _begunAt < Pages || Interlocked.Exchange(ref _isAtWork, 1) != 0)
            return;
        _begunAt = pages;
        using (ExecutionContext.SuppressFlow())
            _work = Task.Run(() => WorkAsync(pages >= MostPages));
    }

    // Never fails.
    private async Task WorkAsync(bool toTheEnd)
    {
        try
        {
            await using var connection = connect();
            await connection.OpenAsync();
            Checkpoint(connection);
            if (toTheEnd)
                await FinishAsync(connection);
        }
        catch (Exception e)
        {
            Failed(logger, e.Message);
        }
        finally
        {
            Volatile.Write(ref _isAtWork, 0);
            // Who came meanwhile may have been the last.
            BeginWhereDue();
        }
    }

    private async Task FinishAsync(SqliteConnection connection)
    {
        // What was written meanwhile; and then, while nobody writes, what little was written meanwhile again: whoever writes next begins the log anew.
        Checkpoint(connection);
        await gate.EnterAsync(patience, CancellationToken.None);
        try
        {
            Checkpoint(connection);
        }
        finally
        {
            gate.Leave();
        }
    }

    private static void Checkpoint(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        // Waits for nobody, and nobody for it.
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        command.ExecuteNonQuery();
        Sync(HandleOf(connection).DangerousGetHandle());
    }

    // SQLite itself waits for the disk only at the end of the log: everybody would wait then for all that was brought into the file since its beginning.
    private static void Sync(nint connection)
    {
        if (sqlite3_file_control(connection, 0, FilePointer, out var file) == 0 && file != 0)
            // The fifth of the methods to which the file points, behind their version: https://sqlite.org/c3ref/io_methods.html
            _ = Marshal.GetDelegateForFunctionPointer<FileSync>(Marshal.ReadIntPtr(Marshal.ReadIntPtr(file), 5 * nint.Size))(file, SyncNormal);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was written stays in the database's log for now, since it could not be brought into its file: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);

    [DllImport(SqliteNative.Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern nint sqlite3_wal_hook(nint connection, WalHook hook, nint number);

    [DllImport(SqliteNative.Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_file_control(nint connection, nint database, int what, out nint result);
}
