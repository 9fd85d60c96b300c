using Components.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Components.Posts;

/// <summary>Erases what was noted of posts once nobody will repeat them any more. One look along an index each half hour, and writes only where there is something.</summary>
internal sealed class PostSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PostSweep> logger) : Sweep(Pause, clock, logger)
{
    /// <summary>How long a post is remembered.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    /// <summary>Erases what is older than <see cref="Life"/>.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PostsDb>();
        var limit = (Clock.GetUtcNow() - Life).ToUnixTimeMilliseconds();
        return await db.EraseAsync(db.Posts.Where(post => post.At < limit).OrderBy(post => post.At), cancellation);
    }

    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken cancellation) => SweepAsync(cancellation);
}
