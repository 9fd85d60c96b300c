using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Components.Spam;

/// <summary>
/// Tells Akismet what people decided, after they have their answer. What is to be told is kept in a table until Akismet has taken note, or three days have passed: neither a restart nor its being
/// out of order loses a lesson.
/// </summary>
public sealed partial class AkismetReports(Akismet akismet, IServiceScopeFactory scopes, TimeOrderedId ids, TimeProvider clock, ILogger<AkismetReports> logger) : BackgroundService
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(3);
    private readonly SemaphoreSlim _news = new(0);

    /// <summary>Whether the site has a key, so that it makes sense to write a report.</summary>
    public bool IsOn => akismet.IsOn;

    /// <summary>Keeps what is to be told. Does nothing where Akismet is off. Must not be called inside of a transaction.</summary>
    public async Task AddAsync(IEnumerable<AkismetReport> reports, CancellationToken cancellation)
    {
        var rows = IsOn ? reports.Select(report => SpamReport.Of(ids.Next(), clock.GetUtcNow(), report)).ToList() : [];
        if (rows.Count == 0)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpamDb>();
        db.AddRange(rows);
        await db.SaveChangesAsync(cancellation);
        _news.Release();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _news.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (IsOn && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TellDueAsync(stoppingToken);
                await _news.WaitAsync(Pause, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.RoundFailed(logger, e);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // The site stops.
            }
        }
    }

    private async Task TellDueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpamDb>();
        while (await NextAsync(db, cancellation) is { Count: > 0 } due)
            foreach (var report in due)
            {
                await TellAsync(db, report, cancellation);
                // Also while the site stops: what Akismet has heard need not be told again.
                await db.SaveChangesAsync(CancellationToken.None);
            }
    }

    private Task<List<SpamReport>> NextAsync(SpamDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db.Reports.Where(report => report.NextAttemptAt <= now).OrderBy(report => report.NextAttemptAt).Take(BatchSize).ToListAsync(cancellation);
    }

    private async Task TellAsync(SpamDb db, SpamReport report, CancellationToken cancellation)
    {
        var comment = report.Read();
        if (report.IsSpam ? await akismet.SubmitSpamAsync(comment, cancellation) : await akismet.SubmitHamAsync(comment, cancellation))
        {
            db.Remove(report);
            return;
        }
        cancellation.ThrowIfCancellationRequested();
        if (report.Id < TimeOrderedId.At(clock.GetUtcNow() - GivenUpAfter))
        {
            db.Remove(report);
            Log.GivenUp(logger);
            return;
        }
        report.MarkFailed(clock.GetUtcNow());
        Log.NotTold(logger, report.NextAttemptAt);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Akismet was not told of a decision; again at {Next:u}")]
        public static partial void NotTold(ILogger logger, DateTimeOffset next);

        [LoggerMessage(2, LogLevel.Warning, "Akismet was not told of a decision for three days, and will not be")]
        public static partial void GivenUp(ILogger logger);

        [LoggerMessage(3, LogLevel.Error, "What Akismet is to be told could not be read; tried again in a minute")]
        public static partial void RoundFailed(ILogger logger, Exception e);
    }
}
