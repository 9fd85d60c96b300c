using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Components.Sqlite;

/// <summary>
/// Makes the disk take what stands in the files of a connection, by the methods that SQLite itself has for that: whoever opens a database's file by themselves and closes it ends all locks that SQLite has
/// on it.
/// </summary>
internal static class SqliteFiles
{
    // SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_SYNC_NORMAL
    private const int FilePointer = 7, JournalPointer = 28, SyncNormal = 2;

    // Not called by its name: StatementRow says why.
    private static readonly Func<SqliteConnection, SafeHandle> OwnHandle = typeof(SqliteConnection).GetProperty("Handle")!.GetMethod!.CreateDelegate<Func<SqliteConnection, SafeHandle>>();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int FileSync(nint file, int how);

    /// <summary>What SQLite calls the connection, which must be open.</summary>
    public static nint HandleOf(SqliteConnection connection) => OwnHandle(connection).DangerousGetHandle();

    /// <summary>Waits until the disk has the database's file.</summary>
    /// <exception cref="IOException">It did not take it.</exception>
    public static void SyncDatabase(SqliteConnection connection) => Sync(connection, FilePointer);

    /// <summary>Waits until the disk has the write-ahead log.</summary>
    /// <exception cref="IOException">It did not take it; or the connection has no log open: it opens that with the first that it reads.</exception>
    public static void SyncLog(SqliteConnection connection) => Sync(connection, JournalPointer);

    private static void Sync(SqliteConnection connection, int which)
    {
        // What points to no methods is not open.
        if (sqlite3_file_control(HandleOf(connection), 0, which, out var file) != 0 || file == 0 || Marshal.ReadIntPtr(file) is not (not 0 and var methods))
            throw new IOException("there is no such file");
        // The fifth of them, behind their version: https://sqlite.org/c3ref/io_methods.html
        var sync = Marshal.GetDelegateForFunctionPointer<FileSync>(Marshal.ReadIntPtr(methods, 5 * nint.Size));
        if (sync(file, SyncNormal) is not 0 and var error)
            throw new IOException($"the disk did not take it (SQLite error {error})");
    }

    [DllImport(SqliteNative.Library), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_file_control(nint connection, nint database, int what, out nint result);
}
