using System.Data.Common;
using System.Diagnostics;
using Components.Fragments.Overlay;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Data;

/// <summary>
/// Reads by SQL written by hand for one fragment, for what a page asks for again and again: it costs a fifth of the same question by a context, and stands with the rest in what the fragment costs.
/// See <see cref="IDatabase.ReadAsync"/>.
/// </summary>
public sealed class PlainReads(IDatabase database, IServiceProvider services)
{
    private readonly FragmentCost? _cost = services.GetService<Costs>()?.AreSaid == true ? services.GetRequiredService<FragmentCost>() : null;

    /// <summary>All rows of a query.</summary>
    /// <param name="sql">Its text never comes from outside. What does is a value: <c>@p0</c>, <c>@p1</c> …</param>
    /// <param name="values">The values, in this order. Numbers, texts, or <see cref="DBNull"/>.</param>
    /// <param name="read">Makes something of a row.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<List<T>> AllAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        if (_cost is null)
            return await database.ReadAsync(sql, values, read, cancellation);
        var start = Stopwatch.GetTimestamp();
        var rows = await database.ReadAsync(sql, values, read, cancellation);
        _cost.Count(Stopwatch.GetElapsedTime(start));
        return rows;
    }

    /// <summary>The first row of a query; null where there is none.</summary>
    /// <inheritdoc cref="AllAsync"/>
    public async Task<T?> FirstAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation) where T : class =>
        await AllAsync(sql, values, read, cancellation) is [var first, ..] ? first : null;
}
