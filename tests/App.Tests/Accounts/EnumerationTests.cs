using System.Diagnostics;
using App.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace App.Tests.Accounts;

/// <summary>Whether an address has an account is told by no text, no status, no time.</summary>
public sealed class EnumerationTests(EnumerationTests.CountingSite site) : IClassFixture<EnumerationTests.CountingSite>
{
    public sealed class CountingSite : SiteWithOutbox
    {
        public CountingSite() => ConfigureServices = services =>
        {
            StopMail(services);
            services.AddScoped<IPasswordHasher<Account>, CountingHasher>();
        };
    }

    [Fact]
    public async Task Forgotten_password_answers_known_unknown_and_unconfirmed_addresses_alike()
    {
        await site.AddAccountAsync("Fay");
        await site.Visit().RegisterAsync("unconfirmed-fay@example.com");
        var known = await MeasureAsync(site.Visit().ForgetAsync, "fay@example.com");
        Assert.Equal(known, await MeasureAsync(site.Visit().ForgetAsync, "stranger@example.com"));
        Assert.Equal(known, await MeasureAsync(site.Visit().ForgetAsync, "unconfirmed-fay@example.com"));
        Assert.Single(site.MailsTo("fay@example.com"));
        Assert.Empty(site.MailsTo("stranger@example.com"));
    }

    [Fact]
    public async Task Registering_costs_the_same_for_a_known_an_unconfirmed_and_an_unknown_address()
    {
        await site.AddAccountAsync("Rex");
        await site.Visit().RegisterAsync("unconfirmed-rex@example.com");
        var known = await MeasureAsync(email => site.Visit().RegisterAsync(email), "rex@example.com");
        Assert.Equal(known, await MeasureAsync(email => site.Visit().RegisterAsync(email), "nobody-yet@example.com"));
        Assert.Equal(known, await MeasureAsync(email => site.Visit().RegisterAsync(email), "unconfirmed-rex@example.com"));
    }

    [Fact]
    public async Task Signing_in_answers_a_wrong_password_an_unknown_a_locked_and_an_unconfirmed_account_alike()
    {
        await site.AddAccountAsync("Wrong");
        await site.AddAccountAsync("Locked");
        await site.Visit().RegisterAsync("unconfirmed@example.com");
        for (var i = 0; i < 5; i++)
            await site.Visit().SignInAsync("locked@example.com", "not the password");
        await site.Visit().SignInAsync("warm-up@example.com", "x");

        var wrong = await MeasureAsync(SignInAsync, "wrong@example.com");
        foreach (var email in new[] { "unknown@example.com", "locked@example.com", "unconfirmed@example.com" })
            Assert.Equal(wrong, await MeasureAsync(SignInAsync, email));
    }

    [Fact]
    public async Task No_answer_comes_earlier_than_any_other()
    {
        await site.AddAccountAsync("Wanda");
        foreach (var email in new[] { "wanda@example.com", "no-wanda@example.com" })
            foreach (var send in new Func<string, Task<Page>>[] { site.Visit().ForgetAsync, name => site.Visit().SignInAsync(name, "not it"), name => site.Visit().RegisterAsync(name) })
            {
                var start = Stopwatch.GetTimestamp();
                await send(email);
                Assert.True(Stopwatch.GetElapsedTime(start) > TimeSpan.FromMilliseconds(390));
            }
    }

    private Task<Page> SignInAsync(string email) => site.Visit().SignInAsync(email, email.StartsWith("wrong", StringComparison.Ordinal) ? "not the password" : People.Password);

    private async Task<Outcome> MeasureAsync(Func<string, Task<Page>> send, string email)
    {
        var (hashes, rows) = (CountingHasher.Count, site.OutboxRows());
        var page = await send(email);
        return new Outcome(page.Status, page.Location, page.Comparable(email), CountingHasher.Count - hashes, site.OutboxRows() - rows);
    }

    private sealed record Outcome(System.Net.HttpStatusCode Status, string? Location, string Html, int Hashes, long OutboxRows);

    internal sealed class CountingHasher : PasswordHasher<Account>
    {
        private static int _count;

        public static int Count => _count;

        public override string HashPassword(Account user, string password)
        {
            Interlocked.Increment(ref _count);
            return base.HashPassword(user, password);
        }

        public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _count);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
