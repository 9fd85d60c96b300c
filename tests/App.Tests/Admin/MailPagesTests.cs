using System.Net;
using Testing;

namespace App.Tests.Admin;

/// <summary>The outbox and the settings of mail, on a site whose worker is stopped.</summary>
public sealed class MailPagesTests : IDisposable
{
    private const string Outbox = "/admin/mail/outbox", Settings = "/admin/mail/settings";

    private readonly MailServer _server = new();
    private readonly SiteWithOutbox _site = new();

    public MailPagesTests()
    {
        _site.Settings["Mail:Host"] = "127.0.0.1";
        _site.Settings["Mail:Port"] = $"{_server.Port}";
        _site.Settings["Mail:StartTls"] = "false";
        _site.Settings["Mail:UserName"] = "site";
        _site.Settings["Mail:Password"] = "hunter2-secret";
    }

    public void Dispose()
    {
        _site.Dispose();
        _server.Dispose();
    }

    [Theory, InlineData(Outbox), InlineData(Settings)]
    public async Task Only_administrators_see_them(string address)
    {
        Assert.Contains("/account/sign-in", (await _site.Visit().OpenAsync(address)).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _site.VisitAsModeratorAsync()).OpenAsync(address)).Status);
    }

    [Fact]
    public async Task Each_setting_is_shown_with_where_it_comes_from_and_the_password_never()
    {
        var page = await (await _site.VisitAsAdministratorAsync()).OpenAsync(Settings);
        var rows = page.FindAll(".component-mail-settings tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent, row => (Value: row.Children[1].TextContent.Trim(), Source: row.Children[2].TextContent));
        Assert.Equal(["Mail:From", "Mail:FromName", "Mail:Host", "Mail:KeepSentDays", "Mail:Password", "Mail:Port", "Mail:StartTls", "Mail:Timeout", "Mail:UserName"], rows.Keys.Order());
        Assert.Equal(("127.0.0.1", "command line --Mail:Host"), rows["Mail:Host"]);
        Assert.Equal(("30", "default"), rows["Mail:KeepSentDays"]);
        Assert.Equal(("not set", "default"), rows["Mail:FromName"]);
        Assert.Equal("set, and not shown", rows["Mail:Password"].Value);
        Assert.DoesNotContain("hunter2", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_mail_is_tried_at_once_and_the_answer_is_told()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var form = (await ada.OpenAsync(Settings)).Find(".component-mail-settings form").GetAttribute("hx-post")!;
        var down = await ada.PostAsync(form, ("To", "ada@example.com"));
        Assert.Contains($"No mail server could be reached at 127.0.0.1, port {_server.Port}", down.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        _server.Mood = MailServerMood.RefuseReceiver;
        _server.Start();
        var refused = await ada.PostAsync(form, ("To", "ada@example.com"));
        Assert.Contains("refuses this receiver", refused.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("5.1.1 No such mailbox here", refused.Find("[role=alert] [lang=en]").TextContent, StringComparison.Ordinal);

        _server.Mood = MailServerMood.Willing;
        Assert.NotEmpty((await ada.PostAsync(form, ("To", "ada@example.com"))).FindAll("[role=status]"));
        Assert.Equal("Test mail from localhost", ReadMail.From(Assert.Single(_server.Mails)).Header("Subject"));
        Assert.Equal(0, _site.OutboxRows());
    }

    [Fact]
    public async Task A_test_mail_goes_to_one_address_and_five_in_a_minute()
    {
        _server.Start();
        var ada = await _site.VisitAsAdministratorAsync();
        var form = (await ada.OpenAsync(Settings)).Find(".component-mail-settings form").GetAttribute("hx-post")!;
        foreach (var wrong in (string[])["a@example.com, b@example.com", "\"a\r\nBcc: b\"@example.com", "nobody", ""])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.PostAsync(form, ("To", wrong))).Status);
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await ada.PostAsync(form, ("To", "ada@example.com"))).Status);
        var sixth = await ada.PostAsync(form, ("To", "ada@example.com"));
        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.Status);
        Assert.NotNull(sixth.Header("Retry-After"));
        Assert.Equal(["ada@example.com", "ada@example.com", "ada@example.com", "ada@example.com", "ada@example.com"], _server.Receivers);
    }

    [Fact]
    public async Task What_is_stuck_is_counted_and_told_with_its_reason()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        Fill();
        Assert.Equal("3", (await ada.OpenAsync("/admin")).Find("a[href='/admin/mail/outbox'] + .badge").TextContent);
        var page = await ada.OpenAsync(Outbox);
        Assert.Equal(["fresh", "old", "tried", "refused"], page.FindAll("article h2 bdi").Select(subject => subject.TextContent));
        Assert.Equal(3, page.FindAll("article .badge").Count);
        Assert.Contains("No such mailbox", page.Html, StringComparison.Ordinal);
        var stuck = await ada.OpenAsync(Link(page, "Stuck"));
        Assert.Equal(["old", "tried", "refused"], stuck.FindAll("article h2 bdi").Select(subject => subject.TextContent));
        Assert.Equal(["sent"], (await ada.OpenAsync(Link(page, "Sent"))).FindAll("article h2 bdi").Select(subject => subject.TextContent));
    }

    [Fact]
    public async Task A_mail_is_sent_again_or_given_up()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        Fill();
        var page = await ada.OpenAsync(Outbox);
        await ada.PostAsync(Form(page, "again"), ("Mail", "1"));
        Assert.Equal(1, Ask("SELECT COUNT(*) FROM mail_outbox WHERE Id = 1 AND NextAttemptAt < 4000000000000"));
        Assert.Equal(0, Ask("SELECT COUNT(*) FROM mail_outbox WHERE Id = 2 AND NextAttemptAt < 4000000000000"));
        // Whether it is refused, the next attempt shows.
        Assert.Equal(0, Ask("SELECT COUNT(*) FROM mail_outbox WHERE RefusedAt IS NOT NULL"));
        await ada.PostAsync(Form(page, "give-up"), ("Mail", "1"));
        Assert.Equal(0, Ask("SELECT COUNT(*) FROM mail_outbox WHERE Id = 1"));
        // What was sent is nobody's to give up, nor to send again.
        await ada.PostAsync(Form(page, "give-up"), ("Mail", "5"));
        await ada.PostAsync(Form(page, "again"), ("Mail", "5"));
        Assert.Equal(1, Ask("SELECT COUNT(*) FROM mail_outbox WHERE Id = 5 AND NextAttemptAt > 4000000000000"));
        await ada.PostAsync(Form(page, "all-again"));
        Assert.Equal(3, Ask("SELECT COUNT(*) FROM mail_outbox WHERE Id IN (2, 3, 4) AND NextAttemptAt < 4000000000000"));
    }

    [Fact]
    public async Task The_outbox_is_turned_page_by_page()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        using (var connection = _site.OpenDatabase())
            connection.Run(Insert + $" SELECT value, '<x>', 'a@example.com', 'm' || value, '', 0, 4100000000000, NULL, 0, NULL, NULL FROM json_each('[{string.Join(',', Enumerable.Range(1, 70))}]')");
        List<string> seen = [];
        for (var page = await ada.OpenAsync(Outbox); ; page = await ada.OpenAsync(page.Find("a[rel=next]").GetAttribute("href")!))
        {
            seen.AddRange(page.FindAll("article h2 bdi").Select(subject => subject.TextContent));
            if (page.FindAll("a[rel=next]").Count == 0)
                break;
        }
        Assert.Equal(Enumerable.Range(1, 70).Reverse().Select(number => $"m{number}"), seen);
    }

    // They may be long, and hold links that give access.
    [Fact]
    public async Task The_list_does_not_read_what_mails_say()
    {
        var sql = _site.LogSql();
        var ada = await _site.VisitAsAdministratorAsync();
        Fill();
        Assert.Equal(4, (await ada.OpenAsync(Outbox)).FindAll("article").Count);
        var list = Assert.Single(sql.SelectsFrom("mail_outbox"), command => command.Contains("\"Subject\"", StringComparison.Ordinal));
        foreach (var column in (string[])["Body", "Html", "Attachments"])
            Assert.DoesNotContain($"\"{column}\"", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_a_mail_is_text_in_the_outbox()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        using (var connection = _site.OpenDatabase())
            connection.Run(Insert + " VALUES (1, '<x>', '\"<img src=x>\"@example.com', '<script>1</script>', '', 0, 4100000000000, NULL, 1, '<img src=y>', NULL)");
        var page = await ada.OpenAsync(Outbox);
        Assert.Empty(page.FindAll("article script, article img"));
        Assert.Equal("<script>1</script>", page.Find("article h2 bdi").TextContent);
    }

    private const string Insert = "INSERT INTO mail_outbox (Id, MessageId, \"To\", Subject, Body, CreatedAt, NextAttemptAt, SentAt, Attempts, LastError, RefusedAt)";

    private void Fill()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        using var connection = _site.OpenDatabase();
        connection.Run($"""
            {Insert} VALUES
            (1, '<1>', 'a@example.com', 'refused', 'x', {now}, 4100000000000, NULL, 1, '550 No such mailbox', {now}),
            (2, '<2>', 'a@example.com', 'tried', 'x', {now}, 4100000000000, NULL, 6, 'down', NULL),
            (3, '<3>', 'a@example.com', 'old', 'x', {now - 90_000_000}, 4100000000000, NULL, 5, 'down', NULL),
            (4, '<4>', 'a@example.com', 'fresh', 'x', {now}, 4100000000000, NULL, 5, 'down', NULL),
            (5, '<5>', 'a@example.com', 'sent', '', {now - 90_000_000}, 4100000000000, {now}, 9, NULL, NULL),
            (6, '<6>', '', 'nothing', '', {now - 90_000_000}, 0, NULL, 9, NULL, NULL)
            """);
    }

    private long Ask(string sql)
    {
        using var connection = _site.OpenDatabase();
        return connection.Ask<long>(sql);
    }

    private static string Form(Page page, string handler) => page.Find($"form[hx-post*='/outbox/{handler}?']").GetAttribute("hx-post")!;

    private static string Link(Page page, string label) => page.FindAll(".component-outbox nav a").Single(link => link.TextContent.Trim() == label).GetAttribute("href")!;
}
