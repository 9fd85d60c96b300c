namespace Components.Outbox;

/// <summary>An item of which an attempt is due.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Target">Where it goes; a queue can let one at a time go there.</param>
internal sealed record DueItem(long Id, string Target);

/// <summary>The items of one kind: which are due, and how one is handed over. It only chooses; <see cref="OutboxWorker"/> runs it.</summary>
internal abstract class OutboxQueue
{
    /// <summary>What is asked each second, and most of the time in vain: SQL that tells whether something waits and is due at <c>@now</c>.</summary>
    public abstract string AnyDueSql { get; }

    /// <summary>How many attempts run side by side, so that one that takes its time does not hold up the others.</summary>
    public abstract int AtOnce { get; }

    /// <summary>What is due and may be tried now, the longest overdue first.</summary>
    /// <param name="scope">Services of their own.</param>
    /// <param name="now">The time.</param>
    /// <param name="running">What is being tried already: not these again.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends the search.</param>
    public abstract Task<IReadOnlyList<DueItem>> FindDueAsync(IServiceProvider scope, DateTimeOffset now, IReadOnlyCollection<DueItem> running, int most, CancellationToken cancellation);

    /// <summary>Tries one, and notes in it what came of it. The item is saved by whoever asks.</summary>
    /// <param name="scope">Services of their own.</param>
    /// <param name="id">Which; it may be gone by now.</param>
    /// <param name="cancellation">The site stops, and has waited for a while: an attempt that is broken off is not noted.</param>
    /// <returns>The context that holds what is to be saved; null: nothing is.</returns>
    public abstract Task<Microsoft.EntityFrameworkCore.DbContext?> TryAsync(IServiceProvider scope, long id, CancellationToken cancellation);
}
