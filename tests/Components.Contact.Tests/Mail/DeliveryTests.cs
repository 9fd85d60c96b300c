using Components.Contact.Tests.Form;
using Components.Contact.Tests.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Contact.Tests.Mail;

/// <summary>From the form to a real mail server, which is down at first.</summary>
public sealed class DeliveryTests : IDisposable
{
    private readonly MailServer _server = new();
    private readonly MovableClock _clock = new();
    private readonly Site _site;

    public DeliveryTests()
    {
        _site = new Site { ConfigureServices = services => services.AddSingleton<TimeProvider>(_clock) };
        _site.Settings["Mail:Host"] = "127.0.0.1";
        _site.Settings["Mail:Port"] = $"{_server.Port}";
        _site.Settings["Mail:StartTls"] = "false";
        _site.Settings["Mail:From"] = "site@example.com";
        _site.Settings["Packs:Contact:To"] = "owner@example.com";
    }

    public void Dispose()
    {
        _site.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_message_outlives_a_mail_server_that_is_down_and_is_delivered_once()
    {
        await _site.Visit().AskAsync("ann@example.com", "営業時間は？");
        await _site.UntilAsync("SELECT Attempts FROM mail_outbox", 1);
        var ada = await _site.VisitAsAdministratorAsync();
        Assert.Equal("Something is not sent yet", (await ada.OpenAsync(InboxSite.Inbox)).Find(".contact-warn").TextContent);
        var message = InboxSteps.At(_site.Ask<long>("SELECT Id FROM contact_messages"));
        var state = (await ada.OpenAsync(message)).Find(".contact-out li");
        Assert.StartsWith("Mail to the owner owner@example.com · not sent yet · Attempts: 1 · next: ", string.Join(' ', state.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("refused", state.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Single(state.QuerySelectorAll("time[datetime]"));

        // The next attempt is due in a minute; the one after it in two more.
        _clock.Ahead += TimeSpan.FromSeconds(61);
        await _site.UntilAsync("SELECT Attempts FROM mail_outbox", 2);
        Assert.InRange(_site.Ask<long>("SELECT NextAttemptAt FROM mail_outbox") - _clock.GetUtcNow().ToUnixTimeMilliseconds(), 100_000, 121_000);

        var messageId = _site.Ask<string>("SELECT MessageId FROM mail_outbox");
        _server.Start();
        _clock.Ahead += TimeSpan.FromSeconds(121);
        await _site.UntilAsync("SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NOT NULL", 1);
        var mail = new SentMail(Assert.Single(_server.Mails));
        Assert.Equal(messageId, mail.Header("Message-ID"));
        Assert.Equal(("site@example.com", "owner@example.com", "ann@example.com"), (mail.Header("From"), mail.Header("To"), mail.Header("Reply-To")));
        Assert.Contains("営業時間は？", mail.Body, StringComparison.Ordinal);
        Assert.Empty((await ada.OpenAsync(InboxSite.Inbox)).FindAll(".contact-warn"));
        state = (await ada.OpenAsync(message)).Find(".contact-out li");
        Assert.Contains("handed over", state.TextContent, StringComparison.Ordinal);
        Assert.Equal("just now", state.QuerySelector("time[datetime]")!.TextContent);

        _clock.Ahead += TimeSpan.FromDays(2);
        // Whatever else is due goes before it.
        await _site.Visit().AskAsync("ben@example.com", "Are you there?");
        await _site.UntilAsync("SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NOT NULL", 2);
        Assert.Equal(2, _server.Mails.Count);
    }

    [Fact]
    public async Task A_mail_that_the_server_refuses_keeps_its_Message_ID_for_the_next_attempt()
    {
        _server.Mood = MailServerMood.Refuse;
        _server.Start();
        await _site.Visit().AskAsync("ben@example.com", "Hello?");
        await _site.UntilAsync("SELECT Attempts FROM mail_outbox", 1);
        Assert.NotEmpty(_site.Ask<string>("SELECT LastError FROM mail_outbox"));
        _server.Mood = MailServerMood.Willing;
        _clock.Ahead += TimeSpan.FromSeconds(61);
        await _site.UntilAsync("SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NOT NULL", 1);
        Assert.Equal(_site.Ask<string>("SELECT MessageId FROM mail_outbox"), new SentMail(Assert.Single(_server.Mails)).Header("Message-ID"));
    }

    [Fact]
    public async Task A_Japanese_subject_is_read_right()
    {
        _server.Start();
        await _site.Visit("ja").AskAsync("chie@example.com", "はい");
        await _site.UntilAsync("SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NOT NULL", 1);
        var mail = new SentMail(Assert.Single(_server.Mails));
        Assert.Equal("お問い合わせフォーム：chie@example.com さんからのメッセージ", mail.Header("Subject"));
    }

    [Fact]
    public async Task The_owner_is_written_to_in_the_sites_language_and_the_sender_in_theirs()
    {
        _site.Settings["Site:Language"] = "en";
        _server.Start();
        var ben = _site.Visit();
        ben.Client.DefaultRequestHeaders.Add("Cookie", ".AspNetCore.Culture=c%3Dja%7Cuic%3Dja");
        await ben.AskAsync("ben@example.com", "はい");
        await _site.UntilAsync("SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NOT NULL", 1);
        Assert.Equal("Contact form: message from ben@example.com", new SentMail(Assert.Single(_server.Mails)).Header("Subject"));
        Assert.Equal("ja", _site.Ask<string>("SELECT Language FROM contact_messages"));
    }

    [Fact]
    public async Task A_text_with_lines_of_dots_and_headers_stays_a_text()
    {
        _server.Start();
        const string question = "First\r\n.\r\n..\r\nBcc: all@example.com\r\n\r\nLast";
        await _site.Visit().AskAsync("dot@example.com", question);
        await _site.UntilAsync("SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NOT NULL", 1);
        var mail = new SentMail(Assert.Single(_server.Mails));
        Assert.DoesNotContain("Bcc", mail.Names);
        Assert.Contains(question.ReplaceLineEndings("\n"), mail.Body.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
