using System.Diagnostics;
using Components.Tests.Fixture;
using Components.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Tests.Webhooks;

/// <summary>From the row to a real receiver, with everything that a receiver can answer.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private readonly TestHost _host = new();
    private readonly SqlPlans _plans = new();
    private Receiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _host.Settings["Webhooks:AllowedHosts:0"] = "127.0.0.1";
        _host.Settings["Webhooks:Timeout"] = "00:00:05";
        _host.ConfigureServices = services => services.ConfigureDbContext<WebhooksDb>(options => options.AddInterceptors(_plans));
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_receiver_that_has_the_key_knows_a_genuine_call_from_any_other()
    {
        const string body = """{"text":"こんにちは 😀\u0000"}""";
        var id = await _host.CallAsync($"{_receiver.Root}/in?token=x", body);
        var sent = await _host.UntilAsync(id, call => call.SentAt is not null);
        var call = Assert.Single(_receiver.Calls);
        Assert.Equal(body, call.Body);
        Assert.Equal("application/json; charset=utf-8", call.Headers.ContentType);
        Assert.Equal("Component-Webhook/1", call.Headers.UserAgent);
        Assert.Equal("contact.message", call.Headers["Component-Webhook-Event"]);
        Assert.Equal(sent.PublicId, call.Headers["Component-Webhook-Id"]);
        foreach (var header in new[] { "Cookie", "Authorization", "traceparent", "Referer" })
            Assert.False(call.Headers.ContainsKey(header), header);
        Assert.Equal(("", 1), (sent.Body, sent.Attempts));

        var key = await _host.KeyAsync("orders");
        Assert.True(Receiver.IsGenuine(call.Headers, call.Body, key, _host.Clock.Now));
        Assert.False(Receiver.IsGenuine(call.Headers, call.Body + " ", key, _host.Clock.Now));
        Assert.False(Receiver.IsGenuine(call.Headers, call.Body, key + "x", _host.Clock.Now));
        Assert.False(Receiver.IsGenuine(call.Headers, call.Body, key, _host.Clock.Now.AddMinutes(6)));
    }

    [Fact]
    public async Task A_receiver_written_in_another_language_says_the_same()
    {
        var first = await _host.CallAsync(_receiver.Root);
        await _host.UntilAsync(first, call => call.SentAt is not null);
        // Its clock is the system's.
        _host.Clock.Advance(TimeProvider.System.GetUtcNow() - _host.Clock.Now);
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "receiver.py")]) { RedirectStandardOutput = true };
        start.Environment["WEBHOOK_KEY"] = await _host.KeyAsync("orders");
        using var python = Process.Start(start)!;
        try
        {
            var port = await python.StandardOutput.ReadLineAsync();
            var id = await _host.CallAsync($"http://127.0.0.1:{port}/", """{"text":"こんにちは"}""");
            var taken = await _host.UntilAsync(id, call => call.SentAt is not null);
            Assert.Equal($$"""{{taken.PublicId}} {"text":"こんにちは"}""", await python.StandardOutput.ReadLineAsync());
            _host.Clock.Advance(TimeSpan.FromMinutes(6));
            var late = await _host.CallAsync($"http://127.0.0.1:{port}/");
            Assert.StartsWith("it answers 403", (await _host.UntilAsync(late, call => call.Attempts > 0)).LastError, StringComparison.Ordinal);
        }
        finally
        {
            python.Kill();
        }
    }

    [Fact]
    public async Task What_fails_is_tried_again_under_the_same_id_with_a_new_time_and_growing_delays()
    {
        Answer(500, "text/plain", "The disk\r\nis full");
        var id = await _host.CallAsync(_receiver.Root);
        var failed = await _host.UntilAsync(id, call => call.Attempts == 1);
        Assert.Equal(("it answers 500: The disk  is full", _host.Clock.Now.AddMinutes(1)), (failed.LastError, failed.NextAttemptAt));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(_host.Clock.Now.AddMinutes(2), (await _host.UntilAsync(id, call => call.Attempts == 2)).NextAttemptAt);
        Answer(200, "text/plain", "ok");
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null((await _host.UntilAsync(id, call => call.SentAt is not null)).LastError);
        Assert.Single(_receiver.Calls.Select(call => call.Headers["Component-Webhook-Id"].ToString()).Distinct());
        Assert.Equal(3, _receiver.Calls.Select(call => call.Headers["Component-Webhook-Timestamp"].ToString()).Distinct().Count());
        var key = await _host.KeyAsync("orders");
        Assert.All(_receiver.Calls, call => Assert.True(Receiver.IsGenuine(call.Headers, call.Body, key, _host.Clock.Now)));
    }

    [Theory]
    [InlineData("120", 2)]
    [InlineData("5", 1)]
    [InlineData("9999999", 24 * 60)]
    [InlineData("Sun, 01 Mar 2026 12:10:00 GMT", 10)]
    [InlineData("Sat, 28 Feb 2026 12:00:00 GMT", 1)]
    [InlineData("soon", 1)]
    public async Task Retry_After_is_honoured_within_bounds(string said, int minutes)
    {
        _receiver.Answer = http =>
        {
            http.Response.StatusCode = 503;
            http.Response.Headers.RetryAfter = said;
            return Task.CompletedTask;
        };
        var id = await _host.CallAsync(_receiver.Root);
        Assert.Equal(_host.Clock.Now.AddMinutes(minutes), (await _host.UntilAsync(id, call => call.Attempts == 1)).NextAttemptAt);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_not_asked_again()
    {
        Answer(410, "text/html", "<p>gone");
        var id = await _host.CallAsync(_receiver.Root);
        var gone = await _host.UntilAsync(id, call => call.GivenUpAt is not null);
        Assert.Equal(("it answers 410", 1, null), (gone.LastError, gone.Attempts, gone.SentAt));
        Assert.Contains(_host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("given up", StringComparison.Ordinal));
        _host.Clock.Advance(TimeSpan.FromDays(2));
        // Whatever else is due goes before it.
        var later = await _host.CallAsync(_receiver.Root);
        await _host.UntilAsync(later, call => call.GivenUpAt is not null);
        Assert.Equal(2, _receiver.Calls.Count);
    }

    [Fact]
    public async Task After_days_it_is_given_up()
    {
        Answer(500, "text/plain", "no");
        var id = await _host.CallAsync(_receiver.Root);
        await _host.UntilAsync(id, call => call.Attempts == 1);
        _host.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromMinutes(1));
        Assert.Null((await _host.UntilAsync(id, call => call.Attempts == 2)).GivenUpAt);
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(_host.Clock.Now, (await _host.UntilAsync(id, call => call.Attempts == 3)).GivenUpAt);
    }

    [Theory]
    [InlineData("slow"), InlineData("drip")]
    public async Task A_receiver_that_takes_too_long_is_a_failure(string how)
    {
        _receiver.Answer = async http =>
        {
            http.Response.StatusCode = 500;
            http.Response.ContentType = "text/plain";
            for (var i = 0; i < 600; i++)
            {
                await Task.Delay(100, http.RequestAborted);
                if (how == "drip")
                    await http.Response.WriteAsync("x");
                await http.Response.Body.FlushAsync();
            }
        };
        var id = await _host.CallAsync(_receiver.Root);
        Assert.Equal("no answer within 5 seconds", (await _host.UntilAsync(id, call => call.Attempts == 1)).LastError);
    }

    [Fact]
    public async Task Of_an_endless_answer_only_the_start_is_read()
    {
        var hungUp = new TaskCompletionSource();
        _receiver.Answer = async http =>
        {
            http.Response.StatusCode = 500;
            http.Response.ContentType = "text/plain";
            var piece = new byte[10_000];
            Array.Fill(piece, (byte)'x');
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(piece);
            hungUp.TrySetResult();
        };
        var id = await _host.CallAsync(_receiver.Root);
        Assert.Equal("it answers 500: " + new string('x', 200), (await _host.UntilAsync(id, call => call.Attempts == 1)).LastError);
        await hungUp.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_words_of_an_answer_are_not_cut_inside_an_emoji()
    {
        Answer(500, "text/plain", new string('x', 199) + "😀😀");
        var id = await _host.CallAsync(_receiver.Root);
        Assert.Equal("it answers 500: " + new string('x', 199), (await _host.UntilAsync(id, call => call.Attempts == 1)).LastError);
    }

    [Fact]
    public async Task A_new_key_signs_also_what_waits()
    {
        Answer(500, "text/plain", "no");
        var id = await _host.CallAsync(_receiver.Root);
        await _host.UntilAsync(id, call => call.Attempts == 1);
        await using (var scope = _host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<WebhooksDb>();
            (await db.Keys.SingleAsync()).Renew(_host.Clock.Now);
            await db.SaveChangesAsync();
        }
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await _host.UntilAsync(id, call => call.Attempts == 2);
        var (old, renewed) = (_receiver.Calls.First(), _receiver.Calls.Last());
        var key = await _host.KeyAsync("orders");
        Assert.False(Receiver.IsGenuine(old.Headers, old.Body, key, _host.Clock.Now));
        Assert.True(Receiver.IsGenuine(renewed.Headers, renewed.Body, key, _host.Clock.Now));
    }

    [Fact]
    public async Task What_was_made_or_given_up_is_erased_after_a_month_and_what_waits_is_not()
    {
        var sent = await _host.CallAsync(_receiver.Root);
        await _host.UntilAsync(sent, call => call.SentAt is not null);
        Answer(410, "text/plain", "");
        var gone = await _host.CallAsync(_receiver.Root);
        await _host.UntilAsync(gone, call => call.GivenUpAt is not null);
        _host.Clock.Advance(TimeSpan.FromDays(30));
        var sweep = _host.Services.GetRequiredService<CallSweep>();
        Assert.Equal(0, await sweep.SweepAsync(TestContext.Current.CancellationToken));
        Answer(500, "text/plain", "");
        var waits = await _host.CallAsync(_receiver.Root);
        await _host.UntilAsync(waits, call => call.Attempts == 1);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        _plans.Seen.Clear();
        Assert.Equal(2, await sweep.SweepAsync(TestContext.Current.CancellationToken));
        var plans = _plans.Seen.Where(plan => plan.Sql.Contains("At\" < ", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, plans.Count);
        Assert.All(plans, plan => Assert.True(plan.Uses("IX_webhooks_calls_SentAt_GivenUpAt_NextAttemptAt") && plan.Expensive.Count == 0, plan.ToString()));
        Assert.Null((await _host.FindAsync(waits)).SentAt);
    }

    private void Answer(int status, string type, string text) => _receiver.Answer = http =>
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, type);
        return http.Response.WriteAsync(text);
    };
}
