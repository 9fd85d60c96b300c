using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

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

    /// <param name="mails">Which.</param>
    /// <param name="stuck">Those that are stuck, among others.</param>
    public static IQueryable<ListedMail> Listed(this IQueryable<OutboxMail> mails, IQueryable<OutboxMail> stuck) => mails.Select(mail => new ListedMail(
        mail.Id, mail.To, mail.Subject, mail.CreatedAt, mail.SentAt, mail.RefusedAt, mail.NextAttemptAt, mail.Attempts, mail.LastError, stuck.Any(other => other.Id == mail.Id)));

    private static Expression<Func<OutboxMail, bool>> IsStuck(DateTimeOffset now)
    {
        var old = now - StuckAfter;
        return mail => mail.RefusedAt != null || mail.Attempts >= StuckAfterAttempts || mail.CreatedAt < old;
    }

    /// <summary>Lets the worker try them at once, whenever they were due. That a receiver was refused for good is forgotten until the next attempt: somebody has mended it, or wants to see.</summary>
    /// <returns>How many.</returns>
    public static Task<int> SendAgainAsync(this IQueryable<OutboxMail> mails, DateTimeOffset now, CancellationToken cancellation) => mails.Waiting().ExecuteUpdateAsync(
        mail => mail.SetProperty(m => m.NextAttemptAt, now).SetProperty(m => m.RefusedAt, (DateTimeOffset?)null), cancellation);
}
