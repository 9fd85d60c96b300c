namespace Components.Data;

/// <summary>One writing transaction by plain statements; see <see cref="PlainWrites"/>. Good until it is committed.</summary>
public abstract class PlainTransaction : PlainStatements
{
    /// <summary>
    /// Inserts, updates or deletes. Where another transaction that shares the commit fails, what this one has written may be undone and written again, by the same statements: so what they write depends on their values and on
    /// what is in the tables, not on chance or a clock of the database's.
    /// </summary>
    /// <param name="sql">One statement, which writes all that it says or nothing (no <c>OR FAIL</c>).</param>
    /// <param name="values">The values, in their order. They stay as they are until the transaction is committed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many rows.</returns>
    public abstract Task<int> ExecuteAsync(string sql, IReadOnlyList<object> values, CancellationToken cancellation);

    /// <summary>Inserts a row.</summary>
    /// <param name="insert">Of its kind.</param>
    /// <param name="row">The row.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task InsertAsync<T>(RowInsert<T> insert, T row, CancellationToken cancellation) where T : class => ExecuteAsync(insert.Sql, insert.ValuesOf(row), cancellation);
}
