using System.Data.Common;
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

    /// <summary>An open connection of its own, outside of every context and service scope, for the reads of <see cref="PlainSql"/>. Whoever asks disposes of it.</summary>
    Task<DbConnection> OpenAsync(CancellationToken cancellation);

    /// <summary>
    /// Reads by SQL that is asked again and again, outside of every context, service scope and transaction: it sees what is committed. The database may keep the statement ready, so there should be few
    /// different texts. A fragment asks by <see cref="PlainReads"/>.
    /// </summary>
    /// <param name="sql">Its text never comes from outside. What does is a value: <c>@p0</c>, <c>@p1</c> …</param>
    /// <param name="values">The values, in this order.</param>
    /// <param name="read">Makes something of a row; it must not keep the reader.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<List<T>> ReadAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation);

    /// <summary>Which migrations a migration history holds; empty where there is none yet. Cheap: no model is built for it.</summary>
    Task<IReadOnlySet<string>> AppliedMigrationsAsync(string migrationsTable, CancellationToken cancellation);

    /// <summary>Whether a failure means that the database cannot serve just now (locked, read-only, disk full), so that the answer is 503 and not a bug.</summary>
    bool IsUnavailable(Exception exception);

    /// <summary>Whether a save failed because a row with the same primary key, or the same value in a unique index, is there already.</summary>
    bool IsDuplicate(Exception exception);

    /// <summary>
    /// Runs <paramref name="work"/> as one writing transaction: what it reads is what it writes upon, and all that it writes is there together or not at all. It waits for its turn
    /// as every save does, without holding a thread. Everything that writes past <c>SaveChangesAsync</c> (<c>ExecuteUpdate</c>, <c>ExecuteDelete</c>, SQL) belongs in here;
    /// <c>SaveChangesAsync</c> inside of it takes part and may be called more than once. Others wait meanwhile: no mail, no network, no file in it.
    /// </summary>
    /// <remarks>
    /// Another context of the same service scope takes part by a <c>WriteAsync</c> of its own inside of <paramref name="work"/>. Where <paramref name="work"/> throws, nothing is kept,
    /// and the context forgets everything that it tracks, since its state is no longer that of the database; an exception must not be caught between an inner call and the outer one.
    /// </remarks>
    /// <param name="db">The context that reads and writes. It must be in no other transaction.</param>
    /// <param name="work">Reads and writes by <paramref name="db"/>.</param>
    /// <param name="cancellation">Ends the wait, and the transaction until it is committed.</param>
    /// <returns>What <paramref name="work"/> returned, once it is committed.</returns>
    /// <exception cref="TimeoutException">The turn did not come in time; see <see cref="IsUnavailable"/>.</exception>
    Task<T> WriteAsync<T>(DbContext db, Func<Task<T>> work, CancellationToken cancellation);

    /// <summary>
    /// The same by plain statements, outside of every context and service scope, on a connection that keeps them ready. Never called inside of another transaction. A fragment writes by
    /// <see cref="PlainWrites"/>. The database may commit it together with others that wait; whether it is kept depends on none of them, unless the commit itself fails, or
    /// another process writes in the moment in which one of them is undone: then nothing of those before it is kept, and they are told so.
    /// </summary>
    /// <param name="work">Reads and writes by the transaction that it is given, and never after it has returned.</param>
    /// <param name="cancellation">Ends the wait, and the transaction until it is committed.</param>
    /// <returns>What <paramref name="work"/> returned, once the disk has it.</returns>
    /// <exception cref="TimeoutException">The turn did not come in time; see <see cref="IsUnavailable"/>.</exception>
    /// <exception cref="InvalidOperationException">It was called inside of another one that writes by plain statements.</exception>
    /// <exception cref="DbException">The database failed. Nothing is kept, but for one case: where the disk fails with what is committed already, that may be there or not.</exception>
    Task<T> WriteAsync<T>(Func<PlainTransaction, Task<T>> work, CancellationToken cancellation);
}
