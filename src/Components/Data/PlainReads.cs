using System.Data.Common;
using System.Diagnostics;
using Components.Fragments.Overlay;

namespace Components.Data;

/// <summary>Reads of one fragment by plain statements; they stand with the rest in what the fragment costs. See <see cref="IDatabase.ReadAsync"/>.</summary>
public sealed class PlainReads(IDatabase database, IServiceProvider services) : PlainStatements
{
    private readonly FragmentCost? _cost = FragmentCost.In(services);

    /// <inheritdoc/>
    public override async Task<List<T>> AllAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        if (_cost is null)
            return await database.ReadAsync(sql, values, read, cancellation);
        var start = Stopwatch.GetTimestamp();
        var rows = await database.ReadAsync(sql, values, read, cancellation);
        _cost.Count(Stopwatch.GetElapsedTime(start));
        return rows;
    }
}
