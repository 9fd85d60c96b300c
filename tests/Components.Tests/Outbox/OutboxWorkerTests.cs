using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Components.Mail;
using Components.Tests.Fixture;
using Components.Tests.Webhooks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Tests.Outbox;

/// <summary>Nobody waits for somebody else's server.</summary>
public sealed class OutboxWorkerTests : IAsyncLifetime
{
    private readonly TestHost _host = new();
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);
    private Receiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _silent.Start();
        _receiver = await Receiver.StartAsync();
        _host.Settings["Webhooks:AllowedHosts:0"] = "127.0.0.0/8";
        _host.Settings["Webhooks:Timeout"] = "00:01:00";
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _receiver.DisposeAsync();
        _silent.Dispose();
    }

    [Fact]
    public async Task Calls_do_not_wait_for_a_mail_server_that_says_nothing()
    {
        _host.Settings["Mail:Host"] = "127.0.0.1";
        _host.Settings["Mail:Port"] = $"{SilentPort}";
        _host.Settings["Mail:StartTls"] = "false";
        _host.Settings["Mail:Timeout"] = "00:02:00";
        await _host.InitializeAsync();
        await AddMailsAsync(10);
        // The mails have begun.
        using var mail = await _silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        var call = await _host.CallAsync(_receiver.Root);
        await _host.UntilAsync(call, call => call.SentAt is not null);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(45));
    }

    [Fact]
    public async Task Mails_and_other_hosts_do_not_wait_for_a_receiver_that_says_nothing()
    {
        await _host.InitializeAsync();
        for (var i = 0; i < 20; i++)
            await _host.CallAsync($"http://127.0.0.1:{SilentPort}/");
        using var call = await _silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        await AddMailsAsync(10);
        await _host.UntilAsync(await _host.CallAsync(_receiver.Root), call => call.SentAt is not null);
        while (MailsSent() < 10)
        {
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(45));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        // One at a time to the host that says nothing.
        Assert.False(_silent.Pending());
    }

    [Fact]
    public async Task A_host_is_called_once_at_a_time_and_as_soon_as_it_has_answered()
    {
        var (atOnce, most) = (0, 0);
        _receiver.Answer = async http =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            await Task.Delay(20);
            Interlocked.Decrement(ref atOnce);
        };
        await _host.InitializeAsync();
        List<long> ids = [];
        for (var i = 0; i < 60; i++)
            ids.Add(await _host.CallAsync(_receiver.Root));
        var watch = Stopwatch.StartNew();
        foreach (var id in ids)
            await _host.UntilAsync(id, call => call.SentAt is not null);
        Assert.Equal((60, 1), (_receiver.Calls.Count, most));
        // Not one a second, which is how often the worker looks by itself.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(45));
    }

    [Fact]
    public async Task What_was_taken_is_not_sent_again_while_the_database_is_busy()
    {
        var taken = new TaskCompletionSource();
        var isBusy = new TaskCompletionSource();
        _receiver.Answer = async http =>
        {
            taken.TrySetResult();
            await isBusy.Task;
        };
        _host.Settings["Database:Patience"] = "00:00:01";
        await _host.InitializeAsync();
        var id = await _host.CallAsync(_receiver.Root);
        await taken.Task;
        using (var other = new SqliteConnection($"Data Source={Path.Combine(_host.DataDirectory, "site.db")};Pooling=False"))
        {
            other.Open();
            other.Run("BEGIN IMMEDIATE");
            isBusy.SetResult();
            await UntilLoggedAsync("could not be noted yet");
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        }
        await _host.UntilAsync(id, call => call.SentAt is not null);
        Assert.Single(_receiver.Calls);
    }

    private int SilentPort => ((IPEndPoint)_silent.LocalEndpoint).Port;

    private int MailsSent() => Directory.Exists(Path.Combine(_host.DataDirectory, "mail")) ? Directory.GetFiles(Path.Combine(_host.DataDirectory, "mail"), "*.eml").Length : 0;

    private async Task AddMailsAsync(int count)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MailDb>();
        for (var i = 1; i <= count; i++)
            db.Add(OutboxMail.Write(i, _host.Clock.Now, "a@example.com", "x", "x"));
        await db.SaveChangesAsync();
    }

    private async Task UntilLoggedAsync(string text)
    {
        for (var i = 0; i < 600 && !_host.Log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)); i++)
            await Task.Delay(50);
        Assert.Contains(_host.Log.Lines, line => line.Contains(text, StringComparison.Ordinal));
    }
}
