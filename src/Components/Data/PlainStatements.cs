using System.Data.Common;

namespace Components.Data;

/// <summary>
/// SQL written by hand, for what is asked or written again and again: it costs a fifth of the same by a context. Its text never comes from outside, and there should be few different ones, since the
/// database keeps them ready; what does come from outside is a value: <c>@p0</c>, <c>@p1</c> … Values are numbers, texts, truth values, or <see cref="DBNull"/>.
/// </summary>
public abstract class PlainStatements
{
    /// <summary>All rows of a query.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="values">The values, in their order.</param>
    /// <param name="read">Makes something of a row; it must not keep the reader.</param>
    /// <param name="cancellation">Ends it.</param>
    public abstract Task<List<T>> AllAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation);

    /// <summary>The first row of a query; null where there is none.</summary>
    /// <inheritdoc cref="AllAsync"/>
    public async Task<T?> FirstAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation) where T : class =>
        await AllAsync(sql, values, read, cancellation) is [var first, ..] ? first : null;
}
