using System.Diagnostics;
using Components.Data;
using Microsoft.Data.Sqlite;

namespace Inside;

/// <summary>How many rows a second one writer commits, one by one, that does nothing else: with the App's own SQLite and as safely, into a database of its own in the same directory.</summary>
internal static class Ceiling
{
    /// <summary>Prints rows a second, and how safe they are (https://www.sqlite.org/pragma.html#pragma_synchronous).</summary>
    public static async Task MeasureAsync(IDatabase database, string directory, TimeSpan time)
    {
        await using var own = await database.OpenAsync(CancellationToken.None);
        var synchronous = Convert.ToInt32(Ask((SqliteConnection)own, "PRAGMA synchronous"), System.Globalization.CultureInfo.InvariantCulture);
        var file = Path.Combine(directory, $"ceiling-{Guid.NewGuid():N}.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync();
            Ask(connection, "PRAGMA journal_mode = WAL");
            Ask(connection, $"PRAGMA synchronous = {synchronous}");
            Ask(connection, "CREATE TABLE comments (Id INTEGER PRIMARY KEY, Author TEXT NOT NULL, Text TEXT NOT NULL)");
            Console.Write($"{Insert(connection, time):0.0} {(synchronous switch { 0 => "OFF", 1 => "NORMAL", 2 => "FULL", _ => "EXTRA" })}");
        }
        foreach (var part in new[] { file, $"{file}-wal", $"{file}-shm" })
            File.Delete(part);
    }

    private static double Insert(SqliteConnection connection, TimeSpan time)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO comments (Author, Text) VALUES ('Guest', 'Comment 1000 says as much as people write under an article')";
        command.Prepare();
        var (count, watch) = (0, Stopwatch.StartNew());
        for (; watch.Elapsed < time; count++)
            command.ExecuteNonQuery();
        return count / watch.Elapsed.TotalSeconds;
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
