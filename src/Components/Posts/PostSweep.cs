using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Components.Posts;

/// <summary>Erases what was noted of posts once nobody will repeat them any more. What is due is looked for each half hour by reading the table once, beside who writes: a few megabytes after two days with a hundred thousand posts,
/// for an index of their times would cost each post more.</summary>
internal sealed class PostSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PostSweep> logger) : Sweep(Pause, clock, logger)
{
    /// <summary>How long a post is remembered.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(2);

    // Others wait while rows are erased.
    private const int BatchSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    /// <summary>Erases what is older than <see cref="Life"/>.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PostsDb>();
        var limit = (Clock.GetUtcNow() - Life).ToUnixTimeMilliseconds();
        var (erased, last) = (0, long.MinValue);
        while (await db.Posts.Where(post => post.Id > last && post.At < limit).OrderBy(post => post.Id).Select(post => post.Id).Take(BatchSize).ToListAsync(cancellation) is { Count: > 0 } ids)
        {
            // One without a key may have been sent again just now.
            erased += await db.WriteAsync(() => db.Posts.Where(post => ids.Contains(post.Id) && post.At < limit).ExecuteDeleteAsync(cancellation), cancellation);
            last = ids[^1];
        }
        return erased;
    }

    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken cancellation) => SweepAsync(cancellation);
}
