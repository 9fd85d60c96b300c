namespace Components.Mail.Outbox;

/// <summary>A mail as administrators see it in the list: without what it says, which is not shown and may be long.</summary>
internal sealed record ListedMail(
    long Id, string To, string Subject, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, DateTimeOffset? RefusedAt, DateTimeOffset NextAttemptAt, int Attempts, string? LastError, bool IsStuck);
