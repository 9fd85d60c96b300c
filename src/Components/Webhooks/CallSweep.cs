using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Webhooks;

/// <summary>Erases the calls that were made or given up long enough ago. Looks once an hour.</summary>
internal sealed partial class CallSweep(IServiceScopeFactory scopes, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<CallSweep> logger) : BackgroundService
{
    // Others wait while rows are erased, so not too many at a time.
    private const int BatchSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <returns>How many rows.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WebhooksDb>();
        var limit = clock.GetUtcNow().AddDays(-options.Value.KeepDays);
        var old = db.Calls.Where(call => call.SentAt < limit || call.GivenUpAt < limit);
        var erased = 0;
        while (await old.AnyAsync(cancellation))
            erased += await db.WriteAsync(() => old.OrderBy(call => call.Id).Take(BatchSize).ExecuteDeleteAsync(cancellation), cancellation);
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
        [LoggerMessage(1, LogLevel.Warning, "Old calls could not be erased; tried again in an hour")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
