using System.ComponentModel.DataAnnotations;

namespace Components.Sqlite;

/// <summary>The embedded database. Bound from the section <c>Database</c>.</summary>
public sealed class SqliteOptions
{
    /// <summary>The database file. A relative path is below the data directory. Default <c>site.db</c>.</summary>
    [Required]
    public string File { get; set; } = "site.db";

    /// <summary>How long a writer waits for others before the answer is 503. 100 ms to 1 minute, default 5 seconds. Whole seconds at SQLite's own lock.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);
}
