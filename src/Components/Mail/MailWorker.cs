using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Components.Mail;

/// <summary>Sends what is due in the outbox, one mail after the other: soon after it was written, and again with growing delays while the server does not take it.</summary>
internal sealed partial class MailWorker(IDatabase database, IServiceScopeFactory scopes, MailTransport transport, TimeProvider clock, ILogger<MailWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int BatchSize = 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.RoundFailed(logger, e);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Asked each second, and most of the time in vain.
    private async Task<bool> IsAnyDueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var command = connection.Command(
            $"""SELECT EXISTS (SELECT 1 FROM {OutboxModel.Table} WHERE "SentAt" IS NULL AND "NextAttemptAt" <= @now)""", ("@now", now.ToUnixTimeMilliseconds()));
        return await command.AnyAsync(cancellation);
    }

    private async Task SendDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (!await IsAnyDueAsync(now, cancellation))
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MailDb>();
        var due = await db.Outbox.Where(mail => mail.SentAt == null && mail.NextAttemptAt <= now).OrderBy(mail => mail.NextAttemptAt).Take(BatchSize).ToListAsync(cancellation);
        foreach (var mail in due)
        {
            if (mail.To.Length == 0)
                db.Remove(mail);
            else
                await TryAsync(mail, cancellation);
            // Also while the site stops: what a server took, and is not noted, would be sent again.
            await db.SaveChangesAsync(CancellationToken.None);
        }
    }

    private async Task TryAsync(OutboxMail mail, CancellationToken cancellation)
    {
        try
        {
            await transport.SendAsync(mail, cancellation);
            mail.MarkSent(clock.GetUtcNow());
            Log.Sent(logger, mail.Id, mail.To);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            mail.MarkFailed(clock.GetUtcNow(), e.InnerException is null ? e.Message : $"{e.Message} {e.InnerException.Message}");
            Log.Failed(logger, mail.Id, mail.Attempts, mail.NextAttemptAt, mail.LastError!);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Mail {Id} to {To} was handed over")]
        public static partial void Sent(ILogger logger, long id, string to);

        [LoggerMessage(2, LogLevel.Warning, "Mail {Id} was not taken (attempt {Attempts}, again at {Next:u}): {Error}")]
        public static partial void Failed(ILogger logger, long id, int attempts, DateTimeOffset next, string error);

        [LoggerMessage(3, LogLevel.Error, "The outbox could not be read")]
        public static partial void RoundFailed(ILogger logger, Exception e);
    }
}
