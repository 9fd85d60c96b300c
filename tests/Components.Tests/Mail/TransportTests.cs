using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using Components.Mail;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Testing;

namespace Components.Tests.Mail;

/// <summary>One attempt against a real mail server, in each of its moods.</summary>
public sealed class TransportTests : IAsyncLifetime
{
    private readonly MailServer _server = new();
    private readonly TestHost _host = new();

    public TransportTests()
    {
        _host.Settings["Mail:Host"] = "127.0.0.1";
        _host.Settings["Mail:Port"] = $"{_server.Port}";
        _host.Settings["Mail:StartTls"] = "false";
        _host.Settings["Mail:From"] = "site@example.com";
        _host.Settings["Mail:Timeout"] = "00:00:30";
    }

    public async ValueTask InitializeAsync() => await _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task A_server_that_is_down() => await FailsAsync(MailProblem.NoServer, isForGood: false, "refused");

    [Fact]
    public async Task A_server_that_takes_connections_and_never_answers()
    {
        await using var host = await OtherAsync(("Mail:Timeout", "00:00:03"));
        using var listener = new TcpListener(IPAddress.Loopback, _server.Port);
        listener.Start();
        await FailsAsync(MailProblem.NoAnswer, isForGood: false, "did not answer within 3 seconds", Write(), host);
    }

    [Fact]
    public async Task A_server_that_takes_the_text_and_never_says_so()
    {
        await using var host = await OtherAsync(("Mail:Timeout", "00:00:03"));
        StartIn(MailServerMood.Slow);
        await FailsAsync(MailProblem.NoAnswer, isForGood: false, "did not answer within 3 seconds", Write(), host);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_refused_for_good()
    {
        StartIn(MailServerMood.RefuseReceiver);
        await FailsAsync(MailProblem.ReceiverRefused, isForGood: true, "No such mailbox here");
    }

    [Fact]
    public async Task A_mailbox_that_takes_nothing_for_now_is_not_refused_for_good()
    {
        StartIn(MailServerMood.RefuseReceiverForNow);
        await FailsAsync(MailProblem.NotNow, isForGood: false, "Greylisted");
    }

    [Fact]
    public async Task A_sender_that_is_not_welcome()
    {
        StartIn(MailServerMood.RefuseSender);
        await FailsAsync(MailProblem.MailRefused, isForGood: false, "We take nothing from you");
    }

    [Fact]
    public async Task A_server_that_takes_nothing_for_now()
    {
        StartIn(MailServerMood.Refuse);
        await FailsAsync(MailProblem.NotNow, isForGood: false, "Not now, please");
    }

    [Fact]
    public async Task A_server_that_is_gone_after_the_text_may_have_taken_it_and_sees_by_the_Message_ID_that_it_comes_again()
    {
        StartIn(MailServerMood.Drop);
        var mail = Write();
        await FailsAsync(MailProblem.ConnectionLost, isForGood: false, "", mail);
        _server.Mood = MailServerMood.Willing;
        await SendAsync(mail);
        Assert.Equal([mail.MessageId, mail.MessageId], _server.Mails.Select(sent => new SentMail(sent).Header("Message-ID")));
    }

    [Fact]
    public async Task A_server_that_offers_no_STARTTLS_gets_nothing_where_it_is_demanded()
    {
        await using var host = await OtherAsync(("Mail:StartTls", "true"));
        _server.Start();
        await FailsAsync(MailProblem.NoStartTls, isForGood: false, "secure", Write(), host);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_accepted()
    {
        await using var host = await OtherAsync(("Mail:Host", "localhost"), ("Mail:StartTls", "true"));
        _server.StartGuarded();
        await FailsAsync(MailProblem.Certificate, isForGood: false, "certificate", Write(), host);
    }

    [Theory]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a@example.com; b@example.com")]
    [InlineData("nobody")]
    [InlineData("a@example.com>\r\nRCPT TO:<b@example.com")]
    public async Task What_is_not_one_address_reaches_nobody(string to)
    {
        _server.Start();
        await FailsAsync(MailProblem.AddressWrong, isForGood: true, "", Write(to));
        Assert.Empty(_server.Mails);
    }

    [Fact]
    public async Task A_quoted_local_part_stays_one_receiver()
    {
        _server.Start();
        try
        {
            await SendAsync(Write("\"a\u0001\r\n,b@evil.example\"@example.com"));
        }
        catch (Exception e) when (e is FormatException or SmtpException)
        {
            Assert.Empty(_server.Mails);
        }
        Assert.All(_server.Receivers, receiver => Assert.EndsWith("@example.com", receiver, StringComparison.Ordinal));
        Assert.InRange(_server.Mails.Count, 0, 1);
    }

    [Fact]
    public async Task A_refusal_is_forgotten_when_the_server_says_something_else_later()
    {
        StartIn(MailServerMood.RefuseReceiver);
        var mail = Write();
        await FailsAsync(MailProblem.ReceiverRefused, isForGood: true, "", mail);
        _server.Mood = MailServerMood.Refuse;
        await FailsAsync(MailProblem.NotNow, isForGood: false, "", mail);
    }

    [Fact]
    public async Task A_server_that_demands_a_login_and_gets_none()
    {
        _server.StartWithLogin();
        await FailsAsync(MailProblem.LoginNeeded, isForGood: false, "Authentication required");
    }

    [Fact]
    public async Task A_login_that_the_server_does_not_know()
    {
        await using var host = await OtherAsync(("Mail:UserName", MailServer.User), ("Mail:Password", "wrong"));
        _server.StartWithLogin();
        await FailsAsync(MailProblem.LoginRefused, isForGood: false, "", Write(), host);
    }

    [Fact]
    public async Task A_login_that_the_server_knows()
    {
        await using var host = await OtherAsync(("Mail:UserName", MailServer.User), ("Mail:Password", MailServer.Password));
        _server.StartWithLogin();
        await SendAsync(Write(), host);
        Assert.Equal(["a@example.com"], _server.Receivers);
    }

    private async Task<TestHost> OtherAsync(params (string Name, string Value)[] settings)
    {
        var host = new TestHost();
        foreach (var (name, value) in _host.Settings)
            host.Settings[name] = value;
        foreach (var (name, value) in settings)
            host.Settings[name] = value;
        await host.InitializeAsync();
        return host;
    }

    private void StartIn(MailServerMood mood)
    {
        _server.Mood = mood;
        _server.Start();
    }

    private static OutboxMail Write(string to = "a@example.com") => OutboxMail.Write(1, DateTimeOffset.UnixEpoch, to, "Hello", "Text");

    private Task SendAsync(OutboxMail mail, TestHost? host = null) => (host ?? _host).Services.GetRequiredService<MailTransport>().SendAsync(mail, CancellationToken.None);

    private async Task FailsAsync(MailProblem problem, bool isForGood, string words, OutboxMail? mail = null, TestHost? host = null)
    {
        mail ??= Write();
        var started = TimeProvider.System.GetTimestamp();
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(mail, host));
        var failure = MailFailure.Of(exception, (host ?? _host).Services.GetRequiredService<IOptions<MailOptions>>().Value);
        Assert.True(problem == failure.Problem, $"{failure}\n{exception}");
        Assert.Contains(words, failure.Words, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(isForGood, mail.RefusedAt is not null);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }
}
