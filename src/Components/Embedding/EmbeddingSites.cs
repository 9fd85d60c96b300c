using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Embedding;

/// <summary>
/// The registered sites, kept in memory. Read when the first request of another site comes, again after each change here, and now and then for what another process of the same site changed.
/// </summary>
internal sealed class EmbeddingSites(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>How long a change that another process made may go unseen.</summary>
    public static readonly TimeSpan RereadAfter = TimeSpan.FromSeconds(10);

    private volatile Snapshot? _known;
    private int _changes;

    private sealed record Snapshot(FrozenDictionary<string, EmbeddingSite> ByOrigin, int Changes, long ReadAt);

    /// <summary>The site of an origin, also where it is switched off. What it returns is shared: read only.</summary>
    /// <param name="origin">Exactly as the header <c>Origin</c> or a verified URL has it.</param>
    /// <param name="cancellation">Ends a read.</param>
    /// <returns>Null where there is none.</returns>
    public ValueTask<EmbeddingSite?> FindAsync(string origin, CancellationToken cancellation) =>
        _known is { } known && IsFresh(known) ? new(known.ByOrigin.GetValueOrDefault(origin)) : new(ReadAndFindAsync(origin, cancellation));

    /// <summary>Whether a site that was found is known to be still so.</summary>
    public bool IsCurrent(EmbeddingSite site) => _known is { } known && IsFresh(known) && ReferenceEquals(known.ByOrigin.GetValueOrDefault(site.Origin), site);

    /// <summary>Says that the table has changed.</summary>
    public void Forget() => Interlocked.Increment(ref _changes);

    private bool IsFresh(Snapshot known) => known.Changes == Volatile.Read(ref _changes) && clock.GetElapsedTime(known.ReadAt) < RereadAfter;

    private async Task<EmbeddingSite?> ReadAndFindAsync(string origin, CancellationToken cancellation)
    {
        // Counted before the read: what changes meanwhile is not in it.
        var changes = Volatile.Read(ref _changes);
        await using var scope = scopes.CreateAsyncScope();
        var sites = await scope.ServiceProvider.GetRequiredService<EmbeddingDb>().Sites.AsNoTracking().ToListAsync(cancellation);
        _known = new Snapshot(sites.ToFrozenDictionary(site => site.Origin, StringComparer.Ordinal), changes, clock.GetTimestamp());
        return _known.ByOrigin.GetValueOrDefault(origin);
    }
}
