using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Mail;

/// <summary>Erases to whom mails went, and about what, after <see cref="MailOptions.KeepSentDays"/>. One look along an index each half hour, and writes only where there is something.</summary>
internal sealed partial class MailSweep(IServiceScopeFactory scopes, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailSweep> logger) : BackgroundService
{
    // Others wait while rows are erased, so not too many at a time.
    private const int BatchSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    /// <summary>Erases what was sent too long ago.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MailDb>();
        var limit = clock.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepSentDays);
        var old = db.Outbox.Where(mail => mail.SentAt != null && mail.SentAt < limit);
        var erased = 0;
        while (await old.AnyAsync(cancellation))
            erased += await db.WriteAsync(() => old.OrderBy(mail => mail.Id).Take(BatchSize).ExecuteDeleteAsync(cancellation), cancellation);
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
        [LoggerMessage(1, LogLevel.Warning, "Mails that were sent long ago could not be erased; tried again in half an hour")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
