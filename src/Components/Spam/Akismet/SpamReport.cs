using System.Text.Json;
using Components.Outbox;

namespace Components.Spam;

/// <summary>What Akismet is yet to be told. Gone once it is.</summary>
internal sealed class SpamReport
{
    private SpamReport()
    {
    }

    /// <summary>Time-ordered key.</summary>
    public long Id { get; private init; }

    /// <summary>An <see cref="AkismetComment"/> as JSON.</summary>
    public string Comment { get; private init; } = "";

    public bool IsSpam { get; private init; }

    public int Attempts { get; private set; }

    public DateTimeOffset NextAttemptAt { get; private set; }

    public static SpamReport Of(long id, DateTimeOffset now, AkismetReport report) =>
        new() { Id = id, Comment = JsonSerializer.Serialize(report.Comment), IsSpam = report.IsSpam, NextAttemptAt = now };

    public AkismetComment Read() => JsonSerializer.Deserialize<AkismetComment>(Comment)!;

    /// <summary>The next attempt is due after the same delays as those of mails and calls.</summary>
    public void MarkFailed(DateTimeOffset now)
    {
        Attempts++;
        NextAttemptAt = now + OutboxItem.DelayAfter(Attempts);
    }
}

/// <summary>What somebody decided about a submission, other than Akismet would have.</summary>
/// <param name="Comment">What Akismet was told, or would have been.</param>
/// <param name="IsSpam">Whether it is spam; else it is none.</param>
public sealed record AkismetReport(AkismetComment Comment, bool IsSpam);
