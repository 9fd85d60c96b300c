using Components.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Components.Mail;

/// <summary>The mails of the outbox. Several are handed over side by side: a server takes its time over one address and not over another.</summary>
internal sealed partial class MailQueue(MailTransport transport, TimeProvider clock, ILogger<MailQueue> logger) : OutboxQueue
{
    public override string AnyDueSql { get; } = $"""SELECT EXISTS (SELECT 1 FROM {OutboxModel.Table} WHERE "SentAt" IS NULL AND "NextAttemptAt" <= @now)""";

    public override int AtOnce => 4;

    public override async Task<IReadOnlyList<DueItem>> FindDueAsync(IServiceProvider scope, DateTimeOffset now, IReadOnlyCollection<DueItem> running, int most, CancellationToken cancellation)
    {
        var busy = running.Select(item => item.Id).ToArray();
        return await scope.GetRequiredService<MailDb>().Outbox
            .Where(mail => mail.SentAt == null && mail.NextAttemptAt <= now && !busy.Contains(mail.Id)).OrderBy(mail => mail.NextAttemptAt).ThenBy(mail => mail.Id)
            .Take(most).Select(mail => new DueItem(mail.Id, "")).ToListAsync(cancellation);
    }

    public override async Task<DbContext?> TryAsync(IServiceProvider scope, long id, CancellationToken cancellation)
    {
        var db = scope.GetRequiredService<MailDb>();
        if (await db.Outbox.SingleOrDefaultAsync(mail => mail.Id == id && mail.SentAt == null, cancellation) is not { } mail)
            return null;
        if (mail.To.Length == 0)
            db.Remove(mail);
        else
            await SendAsync(mail, cancellation);
        return db;
    }

    private async Task SendAsync(OutboxMail mail, CancellationToken cancellation)
    {
        try
        {
            await transport.SendAsync(mail, cancellation);
            mail.MarkSent(clock.GetUtcNow());
            Log.Sent(logger, mail.Id, mail.To);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            mail.MarkFailed(clock.GetUtcNow(), OutboxItem.WordsOf(e));
            Log.Failed(logger, mail.Id, mail.Attempts, mail.NextAttemptAt, mail.LastError!);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Mail {Id} to {To} was handed over")]
        public static partial void Sent(ILogger logger, long id, string to);

        [LoggerMessage(2, LogLevel.Warning, "Mail {Id} was not taken (attempt {Attempts}, again at {Next:u}): {Error}")]
        public static partial void Failed(ILogger logger, long id, int attempts, DateTimeOffset next, string error);
    }
}
