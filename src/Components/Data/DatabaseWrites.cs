using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Components.Data;

/// <summary>Writing transactions, from the context at hand.</summary>
public static class DatabaseWrites
{
    /// <summary>Runs <paramref name="work"/> as one writing transaction; see <see cref="IDatabase.WriteAsync{T}(DbContext, Func{Task{T}}, CancellationToken)"/>.</summary>
    /// <param name="db">A context made by <see cref="PackDatabase.AddPackDatabase{TContext}"/>.</param>
    /// <param name="work">Reads and writes by <paramref name="db"/>.</param>
    /// <param name="cancellation">Ends the wait, and the transaction until it is committed.</param>
    public static Task<T> WriteAsync<T>(this DbContext db, Func<Task<T>> work, CancellationToken cancellation) =>
        db.GetService<IDatabase>().WriteAsync(db, work, cancellation);

    /// <inheritdoc cref="WriteAsync{T}(DbContext, Func{Task{T}}, CancellationToken)"/>
    public static Task WriteAsync(this DbContext db, Func<Task> work, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            await work();
            return true;
        },
        cancellation);

    /// <summary>Erases rows in batches, each a transaction of its own: others wait while rows are erased.</summary>
    /// <param name="db">The context.</param>
    /// <param name="rows">What is erased, in the order of an index.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <returns>How many rows.</returns>
    public static async Task<int> EraseAsync<T>(this DbContext db, IQueryable<T> rows, CancellationToken cancellation)
    {
        const int BatchSize = 500;
        var erased = 0;
        // Looked first: most rounds find nothing, and shall not wait for their turn to write.
        while (await rows.AnyAsync(cancellation))
            erased += await db.WriteAsync(() => rows.Take(BatchSize).ExecuteDeleteAsync(cancellation), cancellation);
        return erased;
    }
}
