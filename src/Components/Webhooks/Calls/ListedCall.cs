namespace Components.Webhooks.Calls;

/// <summary>A call as administrators see it in the list: without what it says, which is not shown and may be long.</summary>
internal sealed record ListedCall(
    long Id, string Event, string Url, string Key, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, DateTimeOffset? GivenUpAt, DateTimeOffset NextAttemptAt, int Attempts, string? LastError)
{
    public string PublicId => OutboxCall.PublicIdOf(Id);
}
