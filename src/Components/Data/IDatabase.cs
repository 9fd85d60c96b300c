using Microsoft.EntityFrameworkCore;

namespace Components.Data;

/// <summary>The database engine that a site stands on. A site may put another in the place of SQLite's.</summary>
public interface IDatabase
{
    /// <summary>Points a context at the database, on the connection that all contexts of <paramref name="scope"/> share.</summary>
    /// <param name="scope">The service scope that the context lives in.</param>
    /// <param name="options">The context's options.</param>
    /// <param name="migrationsTable">Where the context keeps its migration history.</param>
    void Configure(IServiceProvider scope, DbContextOptionsBuilder options, string migrationsTable);

    /// <summary>Which migrations a migration history holds; empty where there is none yet. Cheap: no model is built for it.</summary>
    Task<IReadOnlySet<string>> AppliedMigrationsAsync(string migrationsTable, CancellationToken cancellation);

    /// <summary>Whether a failure means that the database cannot serve just now (locked, read-only, disk full), so that the answer is 503 and not a bug.</summary>
    bool IsUnavailable(Exception exception);
}
