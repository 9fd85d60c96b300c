using System.Linq.Expressions;

namespace Components.Mail.Outbox;

/// <summary>What waits, and what waits too long.</summary>
internal static class OutboxQueries
{
    /// <summary>With the growing delays, half an hour after the first attempt.</summary>
    public const int StuckAfterAttempts = 6;

    public static readonly TimeSpan StuckAfter = TimeSpan.FromDays(1);

    /// <summary>What no server has taken yet. Rows that stand for no mail are nobody's business.</summary>
    public static IQueryable<OutboxMail> Waiting(this IQueryable<OutboxMail> mails) => mails.Where(mail => mail.SentAt == null && mail.To != "");

    /// <summary>What somebody should look at: refused for good, tried often, or a day old.</summary>
    public static IQueryable<OutboxMail> Stuck(this IQueryable<OutboxMail> mails, DateTimeOffset now) => mails.Waiting().Where(IsStuck(now));

    public static Expression<Func<OutboxMail, bool>> IsStuck(DateTimeOffset now)
    {
        var old = now - StuckAfter;
        return mail => mail.RefusedAt != null || mail.Attempts >= StuckAfterAttempts || mail.CreatedAt < old;
    }
}
