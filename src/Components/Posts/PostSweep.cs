using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Components.Posts;

/// <summary>Erases what was noted of posts once nobody will repeat them any more. One look along an index each half hour, and writes only where there is something.</summary>
internal sealed partial class PostSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PostSweep> logger) : BackgroundService
{
    /// <summary>How long a post is remembered.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(2);

    // Others wait while rows are erased, so not too many at a time.
    private const int BatchSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    /// <summary>Erases what is older than <see cref="Life"/>.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PostsDb>();
        var limit = (clock.GetUtcNow() - Life).ToUnixTimeMilliseconds();
        var old = db.Posts.Where(post => post.At < limit);
        var erased = 0;
        while (await old.AnyAsync(cancellation))
            erased += await db.WriteAsync(() => old.OrderBy(post => post.At).Take(BatchSize).ExecuteDeleteAsync(cancellation), cancellation);
        return erased;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, clock, stoppingToken);
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, e);
            }
            catch (OperationCanceledException)
            {
                // The site stops.
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Old notes of posts could not be erased; tried again in half an hour")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
