namespace Components.Data;

/// <summary>One writing transaction by plain statements; see <see cref="PlainWrites"/>. Good until it is committed.</summary>
public abstract class PlainTransaction : PlainStatements
{
    /// <summary>Inserts, updates or deletes.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="values">The values, in their order.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many rows.</returns>
    public abstract Task<int> ExecuteAsync(string sql, IReadOnlyList<object> values, CancellationToken cancellation);

    /// <summary>Inserts a row.</summary>
    /// <param name="insert">Of its kind.</param>
    /// <param name="row">The row.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task InsertAsync<T>(RowInsert<T> insert, T row, CancellationToken cancellation) where T : class => ExecuteAsync(insert.Sql, insert.ValuesOf(row), cancellation);
}
