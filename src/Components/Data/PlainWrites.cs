using System.Data.Common;
using System.Diagnostics;
using Components.Fragments.Overlay;

namespace Components.Data;

/// <summary>Writes of one fragment by plain statements; they stand with the rest in what the fragment costs. See <see cref="IDatabase.WriteAsync{T}(Func{PlainTransaction, Task{T}}, CancellationToken)"/>.</summary>
public sealed class PlainWrites(IDatabase database, IServiceProvider services)
{
    private readonly FragmentCost? _cost = FragmentCost.In(services);

    /// <summary>Runs <paramref name="work"/> as one writing transaction. Never called inside of another one.</summary>
    /// <param name="work">Reads what it writes upon, and writes. Others wait meanwhile: no mail, no network, no file in it.</param>
    /// <param name="cancellation">Ends the wait, and the transaction until it is committed.</param>
    /// <returns>What <paramref name="work"/> returned, once the disk has it. Where it throws, nothing is kept, but for one case: where the disk fails with what is committed already.</returns>
    /// <exception cref="TimeoutException">The turn did not come in time; see <see cref="IDatabase.IsUnavailable"/>.</exception>
    /// <exception cref="InvalidOperationException">It was called inside of another one.</exception>
    public Task<T> RunAsync<T>(Func<PlainTransaction, Task<T>> work, CancellationToken cancellation) =>
        database.WriteAsync(_cost is null ? work : transaction => work(new Counted(transaction, _cost)), cancellation);

    private sealed class Counted(PlainTransaction inner, FragmentCost cost) : PlainTransaction
    {
        public override Task<List<T>> AllAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation) =>
            CountAsync(() => inner.AllAsync(sql, values, read, cancellation));

        public override Task<int> ExecuteAsync(string sql, IReadOnlyList<object> values, CancellationToken cancellation) => CountAsync(() => inner.ExecuteAsync(sql, values, cancellation));

        private async Task<T> CountAsync<T>(Func<Task<T>> act)
        {
            var start = Stopwatch.GetTimestamp();
            var result = await act();
            cost.Count(Stopwatch.GetElapsedTime(start));
            return result;
        }
    }
}
