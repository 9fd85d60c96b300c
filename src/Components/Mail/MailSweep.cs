using Components.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Mail;

/// <summary>Erases to whom mails went, and about what, after <see cref="MailOptions.KeepSentDays"/>. One look along an index each half hour, and writes only where there is something.</summary>
internal sealed class MailSweep(IServiceScopeFactory scopes, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailSweep> logger) : Sweep(Pause, clock, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    /// <summary>Erases what was sent too long ago.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MailDb>();
        var limit = Clock.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepSentDays);
        return await db.EraseAsync(db.Outbox.Where(mail => mail.SentAt < limit).OrderBy(mail => mail.SentAt), cancellation);
    }

    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken cancellation) => SweepAsync(cancellation);
}
