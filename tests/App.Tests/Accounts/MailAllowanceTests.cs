using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace App.Tests.Accounts;

/// <summary>Nobody's mailbox is flooded by others who type its address.</summary>
public sealed class MailAllowanceTests : IDisposable
{
    private readonly MovableClock _clock = new();
    private readonly ClockedSite _site;

    public MailAllowanceTests() => _site = new ClockedSite(_clock);

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task One_address_gets_three_mails_of_a_kind_an_hour_and_nothing_tells_it()
    {
        await _site.AddAccountAsync("Flo");
        var first = await _site.Visit().ForgetAsync("flo@example.com");
        foreach (var email in new[] { "FLO@example.com", " flo@example.com", "flo@Example.com", "flo@example.com" })
        {
            var rows = _site.OutboxRows();
            var answer = await _site.Visit().ForgetAsync(email.Trim());
            Assert.Equal((first.Status, first.Location), (answer.Status, answer.Location));
            Assert.Equal(rows + 1, _site.OutboxRows());
        }
        Assert.Equal(3, _site.MailsTo("flo@example.com").Count);

        _clock.Ahead = TimeSpan.FromMinutes(59);
        await _site.Visit().ForgetAsync("flo@example.com");
        Assert.Equal(3, _site.MailsTo("flo@example.com").Count);
        _clock.Ahead = TimeSpan.FromMinutes(61);
        await _site.Visit().ForgetAsync("flo@example.com");
        Assert.Equal(4, _site.MailsTo("flo@example.com").Count);
    }

    [Fact]
    public async Task Registering_with_somebodys_address_does_not_use_up_their_way_to_a_new_password()
    {
        await _site.AddAccountAsync("Regina");
        for (var i = 0; i < 6; i++)
            await _site.Visit().RegisterAsync("regina@example.com");
        Assert.Equal(3, _site.MailsTo("regina@example.com").Count);
        await _site.Visit().ForgetAsync("regina@example.com");
        Assert.Contains("/account/reset?", _site.MailsTo("regina@example.com")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_an_account_gets_three_too_and_others_are_not_kept_from_theirs()
    {
        for (var i = 0; i < 5; i++)
            await _site.Visit().RegisterAsync("new-there@example.com", $"Name{(char)('a' + i)}");
        await _site.Visit().RegisterAsync("other@example.com");
        Assert.Equal(3, _site.MailsTo("new-there@example.com").Count);
        Assert.Single(_site.MailsTo("other@example.com"));
    }

    private sealed class ClockedSite : SiteWithOutbox
    {
        public ClockedSite(TimeProvider clock) => ConfigureServices = services =>
        {
            StopMail(services);
            services.AddSingleton(clock);
        };
    }
}
