namespace Components.Webhooks.Calls;

/// <summary>Which calls an owner should look at.</summary>
internal static class CallQueries
{
    /// <summary>After so many attempts (the third is made three minutes after the first) it is more than a server that was just started anew.</summary>
    public const int StuckAfter = 3;

    public static IQueryable<OutboxCall> WhereStuck(this IQueryable<OutboxCall> calls) =>
        calls.Where(call => call.SentAt == null && (call.GivenUpAt != null || call.Attempts >= StuckAfter));

    public static IQueryable<ListedCall> Listed(this IQueryable<OutboxCall> calls) => calls.Select(call => new ListedCall(
        call.Id, call.Event, call.Url, call.Key, call.CreatedAt, call.SentAt, call.GivenUpAt, call.NextAttemptAt, call.Attempts, call.LastError));
}
