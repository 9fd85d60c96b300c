using Microsoft.Data.Sqlite;

namespace Testing;

/// <summary>A site's database, seen from outside: what happens to it when somebody else has it.</summary>
public static class DatabaseFile
{
    private const int WriteVersion = 18;

    public static string DatabasePath(this Site site) => Path.Combine(site.Directory, "data", "site.db");

    public static SqliteConnection OpenDatabase(this Site site)
    {
        // Whichever test comes first: a site that has not started has no database, and has not prepared SQLite.
        _ = site.Services;
        var connection = new SqliteConnection($"Data Source={site.DatabasePath()};Pooling=False");
        connection.Open();
        return connection;
    }

    public static T Ask<T>(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Another program is writing, until this is disposed of.</summary>
    public static IDisposable LockDatabase(this Site site)
    {
        var connection = site.OpenDatabase();
        connection.Run("BEGIN EXCLUSIVE");
        return connection;
    }

    /// <summary>
    /// The file is for reading only, until this is disposed of. File permissions would not stop root, so the file's header asks for a write format that no SQLite has
    /// (https://www.sqlite.org/fileformat2.html#file_format_version_numbers).
    /// </summary>
    public static IDisposable FreezeDatabase(this Site site)
    {
        SetWriteVersion(site, 3);
        return new Undo(() => SetWriteVersion(site, 2));
    }

    private static void SetWriteVersion(Site site, byte version)
    {
        using (var connection = site.OpenDatabase())
            connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        using (var file = new FileStream(site.DatabasePath(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Seek(WriteVersion, SeekOrigin.Begin);
            file.WriteByte(version);
        }
        // Open connections keep the header that they have read.
        SqliteConnection.ClearAllPools();
    }

    private sealed class Undo(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
