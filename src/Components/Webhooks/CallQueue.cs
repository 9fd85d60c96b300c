using Components.Data;
using Components.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Webhooks;

/// <summary>The calls of the outbox: several side by side, one at a time to each host, so that a host that does not answer holds up only itself.</summary>
internal sealed partial class CallQueue(WebhookClient client, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<CallQueue> logger) : OutboxQueue
{
    // A receiver may ask for some patience, but cannot put a call off for good.
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    public override string AnyDueSql { get; } = $"""SELECT EXISTS (SELECT 1 FROM {CallModel.Table} WHERE "SentAt" IS NULL AND "GivenUpAt" IS NULL AND "NextAttemptAt" <= @now)""";

    public override int AtOnce => options.Value.AtOnce;

    public override async Task<IReadOnlyList<DueItem>> FindDueAsync(IServiceProvider scope, DateTimeOffset now, IReadOnlyCollection<DueItem> running, int most, CancellationToken cancellation)
    {
        var db = scope.GetRequiredService<WebhooksDb>();
        var busy = running.Select(item => item.Target).ToHashSet();
        List<DueItem> found = [];
        // One by one: behind the first there may be thousands for the same host.
        while (found.Count < most)
        {
            var next = await db.Calls.Where(call => call.SentAt == null && call.GivenUpAt == null && call.NextAttemptAt <= now && !busy.Contains(call.Target))
                .OrderBy(call => call.NextAttemptAt).ThenBy(call => call.Id).Select(call => new DueItem(call.Id, call.Target)).FirstOrDefaultAsync(cancellation);
            if (next is null)
                break;
            found.Add(next);
            busy.Add(next.Target);
        }
        return found;
    }

    public override async Task<DbContext?> TryAsync(IServiceProvider scope, long id, CancellationToken cancellation)
    {
        var db = scope.GetRequiredService<WebhooksDb>();
        if (await db.Calls.SingleOrDefaultAsync(call => call.Id == id && call.SentAt == null && call.GivenUpAt == null, cancellation) is not { } call)
            return null;
        var secret = await SecretAsync(scope, db, call.Key, cancellation);
        Note(call, await client.SendAsync(call, secret, cancellation));
        return db;
    }

    private async Task<string> SecretAsync(IServiceProvider scope, WebhooksDb db, string name, CancellationToken cancellation)
    {
        if (await db.Keys.FindAsync([name], cancellation) is { } known)
            return known.Secret;
        var key = WebhookKey.Make(name, clock.GetUtcNow());
        db.Add(key);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return key.Secret;
        }
        catch (Exception e) when (scope.GetRequiredService<IDatabase>().IsDuplicate(e))
        {
            // Another call, or an administrator, was first.
            db.Entry(key).State = EntityState.Detached;
            return (await db.Keys.SingleAsync(known => known.Name == name, cancellation)).Secret;
        }
    }

    private void Note(OutboxCall call, CallAnswer answer)
    {
        var now = clock.GetUtcNow();
        if (answer.Problem is null)
        {
            call.MarkSent(now);
            Log.Sent(logger, call.PublicId, call.Event, call.Target);
            return;
        }
        call.MarkFailed(now, answer.Problem, answer.RetryAfter > LongestRetryAfter ? LongestRetryAfter : answer.RetryAfter);
        if (!answer.IsGone && now - call.CreatedAt < options.Value.GiveUpAfter)
        {
            Log.Failed(logger, call.PublicId, call.Target, call.Attempts, call.NextAttemptAt, call.LastError!);
            return;
        }
        call.GiveUp(now);
        Log.GivenUp(logger, call.PublicId, call.Target, call.Attempts, call.LastError!);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Call {Id} ({Event}) to {Target} was taken")]
        public static partial void Sent(ILogger logger, string id, string @event, string target);

        [LoggerMessage(2, LogLevel.Warning, "Call {Id} to {Target} was not taken (attempt {Attempts}, again at {Next:u}): {Error}")]
        public static partial void Failed(ILogger logger, string id, string target, int attempts, DateTimeOffset next, string error);

        [LoggerMessage(3, LogLevel.Error, "Call {Id} to {Target} is given up after {Attempts} attempts: {Error}")]
        public static partial void GivenUp(ILogger logger, string id, string target, int attempts, string error);
    }
}
