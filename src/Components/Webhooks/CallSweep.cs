using Components.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Webhooks;

/// <summary>Erases the calls that were made or given up long enough ago. Looks once an hour.</summary>
internal sealed class CallSweep(IServiceScopeFactory scopes, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<CallSweep> logger) : Sweep(Pause, clock, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <returns>How many rows.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WebhooksDb>();
        var limit = Clock.GetUtcNow().AddDays(-options.Value.KeepDays);
        return await db.EraseAsync(db.Calls.Where(call => call.SentAt < limit).OrderBy(call => call.SentAt), cancellation)
            + await db.EraseAsync(db.Calls.Where(call => call.SentAt == null && call.GivenUpAt < limit).OrderBy(call => call.GivenUpAt), cancellation);
    }

    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken cancellation) => SweepAsync(cancellation);
}
