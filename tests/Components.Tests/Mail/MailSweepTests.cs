using Components.Mail;
using Components.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Tests.Mail;

public sealed class MailSweepTests : IAsyncLifetime
{
    private readonly TestHost _host = new();
    private readonly SqlPlans _plans = new();

    public async ValueTask InitializeAsync()
    {
        _host.Settings["Mail:KeepSentDays"] = "7";
        // Nothing is sent meanwhile.
        _host.Settings["Mail:Host"] = "127.0.0.1";
        _host.Settings["Mail:Port"] = "1";
        _host.ConfigureServices = services => services.ConfigureDbContext<MailDb>(options => options.AddInterceptors(_plans));
        await _host.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_was_sent_is_kept_for_the_days_that_the_owner_says_and_what_waits_for_ever()
    {
        const string Index = "IX_mail_outbox_SentAt_NextAttemptAt";
        var now = _host.Clock.Now;
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MailDb>();
        foreach (var (id, sent) in ((long, double?)[])[(1, 7.1), (2, 6.9), (3, null)])
        {
            var mail = OutboxMail.Write(id, now.AddDays(-100), "a@example.com", "x", "x");
            if (sent is { } days)
                mail.MarkSent(now.AddDays(-days));
            db.Add(mail);
        }
        await db.SaveChangesAsync();
        Assert.Equal(1, await _host.Services.GetRequiredService<MailSweep>().SweepAsync(CancellationToken.None));
        // The worker asks as well.
        var plans = _plans.Seen.Where(plan => plan.Sql.Contains("\"SentAt\" < ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, plans.Count);
        Assert.All(plans, plan => Assert.True(plan.Uses(Index) && plan.Expensive.Count == 0, plan.ToString()));
        Assert.Equal([2L, 3L], await db.Outbox.AsNoTracking().OrderBy(mail => mail.Id).Select(mail => mail.Id).ToListAsync());
        Assert.Equal(0, await _host.Services.GetRequiredService<MailSweep>().SweepAsync(CancellationToken.None));
    }
}
