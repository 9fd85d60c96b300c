using System.Net;
using Components.Contact.Forms;
using Components.Contact.Inbox;
using Components.Spam;
using Testing;

namespace Components.Contact.Tests.Inbox;

public sealed class MessageTests : IDisposable
{
    private const string Mails = "SELECT COUNT(*) FROM mail_outbox o JOIN contact_deliveries d ON d.ItemId = o.Id";
    private readonly InboxSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Every_field_is_shown_by_its_label()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var id = await _site.AddAsync("Roses", answers: [new AnsweredField("q", ItemType.LongText, "Your <b>question</b>", ["<script>alert(1)</script>\nsecond line"]), new AnsweredField("colours", ItemType.Choice, "Colours", ["red", "white"])]);
        var page = await ada.OpenAsync(InboxSteps.At(id));
        Assert.Equal(["Your <b>question</b>", "Colours"], page.FindAll(".contact-answers dt").Select(label => label.TextContent));
        Assert.Equal(["<script>alert(1)</script>\nsecond line", "red, white"], page.FindAll(".contact-answers dd").Select(value => value.TextContent));
        Assert.Equal(HttpStatusCode.NotFound, (await ada.OpenAsync((await ada.OpenAsync(InboxSteps.At(1))).FragmentUrl("contact/message").AsDocument())).Status);
    }

    [Fact]
    public async Task An_old_message_without_fields_is_shown_as_text()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var id = await _site.AddAsync("Old");
        using (var connection = _site.OpenDatabase())
            connection.Run("UPDATE contact_messages SET Answers = '', Text = 'All of it', Language = ''");
        Assert.Equal("All of it", (await ada.OpenAsync(InboxSteps.At(id))).Find(".contact-text").TextContent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false, "Sec-Purpose", "prefetch")]
    [InlineData(false, "Sec-Fetch-Site", "cross-site")]
    [InlineData(false, "Sec-Fetch-Site", "none")]
    [InlineData(false, "Sec-Fetch-Dest", "image")]
    public async Task To_click_on_it_is_to_read_it_and_to_fetch_it_otherwise_is_not(bool isRead, string? header = null, string? value = null)
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var id = await _site.AddAsync("Read me");
        var page = await ada.ClickToAsync(InboxSteps.At(id), header is null ? [] : [(header, value!)]);
        Assert.Equal(isRead ? 1 : 0, _site.Count("SELECT COUNT(*) FROM contact_messages WHERE ReadAt IS NOT NULL"));
        Assert.Equal(isRead ? "Unread" : "Read", page.Find(".contact-acts button").GetAttribute("value"));
    }

    [Fact]
    public async Task Marked_as_unread_it_stays_so()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var id = await _site.AddAsync("Later");
        var page = await ada.ClickToAsync(InboxSteps.At(id));
        Assert.Equal("Read", (await ada.PressAsync(page, "post", ("Act", "Unread"))).Find(".contact-acts button").GetAttribute("value"));
        await _site.DoAsync(InboxAct.Read, id);
        var answer = await ada.PressPlainlyAsync(page, "post", ("Act", "Unread"));
        await ada.ClickToAsync(answer.Location!);
        Assert.Equal(1, _site.Count("SELECT COUNT(*) FROM contact_messages WHERE ReadAt IS NULL"));
    }

    [Fact]
    public async Task A_rescued_message_has_its_mails_written_then_and_once()
    {
        var id = await _site.AddAsync("Not spam at all", findings: [new Finding("x", SpamVerdict.Spam, "Something", [])]);
        Assert.Equal(0, _site.OutboxRows());
        var ada = await _site.VisitAsAdministratorAsync();
        var page = await ada.OpenAsync(InboxSteps.At(id));
        Assert.NotEmpty(page.FindAll(".contact-findings li"));
        Assert.Contains("Taken out of the spam", (await ada.PressAsync(page, "post", ("Act", "NotSpam"))).Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal(1, _site.Count($"{Mails} WHERE d.Kind = 0 AND o.ReplyTo = 'ann@example.com'"));
        Assert.Equal(1, _site.Count("SELECT COUNT(*) FROM contact_messages WHERE Place = 0 AND Findings IS NULL"));

        await _site.DoAsync(InboxAct.Spam, id);
        await _site.DoAsync(InboxAct.NotSpam, id);
        Assert.Equal(1, _site.Count(Mails));
    }

    [Fact]
    public async Task Neither_rescue_nor_mail_is_ever_without_the_other()
    {
        var id = await _site.AddAsync("Both or none", findings: [new Finding("x", SpamVerdict.Spam, "Something", [])]);
        using (var connection = _site.OpenDatabase())
            connection.Run("CREATE TRIGGER no_mail BEFORE INSERT ON mail_outbox BEGIN SELECT RAISE(ABORT, 'no'); END");
        await Assert.ThrowsAnyAsync<Exception>(() => _site.DoAsync(InboxAct.NotSpam, id));
        Assert.Equal(1, _site.Count("SELECT COUNT(*) FROM contact_messages WHERE Place = 2 AND Findings IS NOT NULL"));
    }

    [Fact]
    public async Task A_message_of_a_form_that_is_gone_can_be_rescued_too()
    {
        var id = await _site.AddAsync("Orphan", form: "gone", findings: [new Finding("x", SpamVerdict.Spam, "Something", [])]);
        await _site.DoAsync(InboxAct.NotSpam, id);
        Assert.Equal(1, _site.Count($"{Mails} WHERE o.\"To\" = 'owner@localhost'"));
    }

    [Fact]
    public async Task An_answer_goes_to_the_sender_once_however_often_it_is_sent()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var id = await _site.AddAsync("Re: opening\nhours", answers: [new AnsweredField("q", ItemType.LongText, "Your question", ["When do you open?\n\nAnn"])]);
        var page = await ada.OpenAsync(InboxSteps.At(id));
        (string, string)[] answer = [("_key", Guid.NewGuid().ToString()), ("Subject", "Re: hours\r\nBcc: all@example.com"), ("Text", "At nine."), ("Quote", "yes")];
        foreach (var _ in new[] { 1, 2 })
            Assert.Contains("ann@example.com", (await ada.PressAsync(page, "answer", answer)).Header("Component-Flash"), StringComparison.Ordinal);
        var mail = Assert.Single(_site.MailsTo("ann@example.com"));
        Assert.StartsWith("At nine.\n\nYou wrote on ", mail, StringComparison.Ordinal);
        Assert.Contains("\n> Your question: When do you open?\n>\n> Ann\n", mail, StringComparison.Ordinal);
        Assert.Equal("Re: hours  Bcc: all@example.com", _site.Text("SELECT Subject FROM mail_outbox"));
        Assert.Equal(1, _site.Count("SELECT COUNT(*) FROM contact_entries e JOIN contact_deliveries d ON d.ItemId = e.MailId AND d.Kind = 2 WHERE e.Text = 'At nine.' AND e.AuthorName = 'Ada'"));
        var shown = await ada.OpenAsync(InboxSteps.At(id));
        Assert.Contains("At nine.", shown.Find(".contact-plain .contact-text").TextContent, StringComparison.Ordinal);
        Assert.Contains("Answer by mail", shown.Html, StringComparison.Ordinal);
    }

    [Theory, InlineData("Hours", "Re: Hours"), InlineData("RE: Hours", "RE: Hours"), InlineData("", "Re: Contact")]
    public async Task The_subject_is_proposed(string subject, string proposed)
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var page = await ada.OpenAsync(InboxSteps.At(await _site.AddAsync(subject)));
        Assert.Equal(proposed, page.Find("[name=Subject]").GetAttribute("value"));
        await ada.PressAsync(page, "answer", ("Subject", " "), ("Text", "Short"));
        Assert.Equal(proposed, _site.Text("SELECT Subject FROM mail_outbox"));
        Assert.Equal(["Short\n"], _site.MailsTo("ann@example.com"));
    }

    [Theory, InlineData("", 196), InlineData("😀", 195)]
    public async Task A_long_subject_is_proposed_so_that_it_can_be_sent(string end, int kept)
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var subject = new string('x', kept);
        var page = await ada.OpenAsync(InboxSteps.At(await _site.AddAsync($"{subject}{end}yy")));
        var proposed = page.Find("[name=Subject]").GetAttribute("value")!;
        Assert.Equal($"Re: {subject}", proposed);
        Assert.Equal(HttpStatusCode.OK, (await ada.PressAsync(page, "answer", ("Subject", proposed), ("Text", "Short"))).Status);
        Assert.Equal(proposed, _site.Text("SELECT Subject FROM mail_outbox"));
    }

    [Theory]
    [InlineData("note", "Text", "Called back.")]
    [InlineData("answer", "Text", "At nine.")]
    [InlineData("assign", "Person", "")]
    public async Task Who_acts_on_a_message_that_another_has_erased_is_told_so(string handler, string field, string value)
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var id = await _site.AddAsync("Soon gone");
        var page = await ada.OpenAsync(InboxSteps.At(id));
        await _site.DoAsync(InboxAct.Delete, id);
        var answer = await ada.PressAsync(page, handler, (field, value));
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("This message is not there any more.", answer.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal(0, _site.Count("SELECT COUNT(*) FROM contact_entries"));
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_and_kept_in_the_form()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var page = await ada.OpenAsync(InboxSteps.At(await _site.AddAsync("Hello")));
        var answer = await ada.PressAsync(page, "answer", ("Subject", "Kept"), ("Text", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("Kept", answer.Find("[name=Subject]").GetAttribute("value"));
        Assert.NotEmpty(answer.FindAll(".field-error"));
        var nameless = await ada.OpenAsync(InboxSteps.At(await _site.AddAsync("No address", email: "")));
        Assert.Empty(nameless.FindAll("form[id$='-answer']"));
        Assert.Equal(0, _site.OutboxRows());
    }

    [Fact]
    public async Task A_note_is_for_the_others_and_is_no_mail()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var page = await ada.OpenAsync(InboxSteps.At(await _site.AddAsync("Hello")));
        var plain = await ada.PressPlainlyAsync(page, "note", ("Text", "Called back."));
        Assert.Equal(HttpStatusCode.SeeOther, plain.Status);
        Assert.Contains("message=", plain.Location, StringComparison.Ordinal);
        Assert.Contains("Called back.", (await ada.OpenAsync(plain.Location!)).Find(".contact-plain").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, _site.OutboxRows());
    }

    [Fact]
    public async Task A_mail_that_failed_says_why_and_is_sent_again()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var (id, other) = (await _site.AddAsync("Stuck", withMails: true), await _site.AddAsync("Other", withMails: true));
        using (var connection = _site.OpenDatabase())
            connection.Run("UPDATE mail_outbox SET Attempts = 3, LastError = '550 <b>no</b> such box', NextAttemptAt = 9000000000000, RefusedAt = 1000");
        Assert.Equal(2, (await ada.OpenAsync(InboxSite.Inbox)).FindAll(".contact-warn").Count);
        var page = await ada.OpenAsync(InboxSteps.At(id));
        Assert.Contains("550 <b>no</b> such box", page.Find("p[lang=en]").TextContent, StringComparison.Ordinal);
        var item = page.Find("button[name=Item]").GetAttribute("value")!;
        await ada.PressAsync(page, "again", ("Item", item));
        Assert.Equal(1, _site.Count("SELECT COUNT(*) FROM mail_outbox WHERE NextAttemptAt < 9000000000000 AND RefusedAt IS NULL"));
        var foreign = _site.Count($"SELECT ItemId FROM contact_deliveries WHERE MessageId = {other}");
        Assert.Contains("nothing to change", (await ada.PressAsync(page, "again", ("Item", foreign.Key()))).Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal(1, _site.Count("SELECT COUNT(*) FROM mail_outbox WHERE NextAttemptAt < 9000000000000"));
    }

    [Fact]
    public async Task A_call_that_was_given_up_says_why_and_is_made_again()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var id = await _site.AddAsync("Called", form: "hooked", withMails: true);
        using (var connection = _site.OpenDatabase())
            connection.Run("UPDATE webhooks_calls SET Attempts = 30, LastError = 'it answers 500', NextAttemptAt = 9000000000000, GivenUpAt = 1000");
        Assert.Equal("Something is not sent yet", (await ada.OpenAsync(InboxSite.Inbox)).Find(".contact-warn").TextContent);
        var page = await ada.OpenAsync(InboxSteps.At(id));
        var call = page.FindAll(".contact-out li").Single(row => row.TextContent.Contains("Webhook", StringComparison.Ordinal));
        Assert.Contains("hooks.example:443", call.TextContent, StringComparison.Ordinal);
        Assert.Contains("given up", call.TextContent, StringComparison.Ordinal);
        Assert.Equal("it answers 500", call.QuerySelector("p[lang=en]")!.TextContent);
        await ada.PressAsync(page, "again", ("Item", call.QuerySelector("button[name=Item]")!.GetAttribute("value")!));
        Assert.Equal(1, _site.Count("SELECT COUNT(*) FROM webhooks_calls WHERE NextAttemptAt < 9000000000000 AND GivenUpAt IS NULL"));
        await _site.DoAsync(InboxAct.Delete, id);
        Assert.Equal(0, _site.Count("SELECT COUNT(*) FROM webhooks_calls"));
    }

    [Fact]
    public async Task A_file_is_saved_and_never_shown()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var id = await _site.AddAsync("With a file");
        await _site.AddFileAsync(id, "naïve \"quoted\"\r\nX-Evil: 1.html", "<script>alert(1)</script>");
        var address = (await ada.OpenAsync(InboxSteps.At(id))).Find("a[href^='/c/contact/file/']").GetAttribute("href")!;
        var file = await ada.OpenAsync(address);
        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal("<script>alert(1)</script>", file.Html);
        Assert.Equal("application/octet-stream", file.Header("Content-Type"));
        Assert.Equal("nosniff", file.Header("X-Content-Type-Options"));
        Assert.StartsWith("attachment;", file.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Null(file.Header("X-Evil"));
        Assert.Equal(HttpStatusCode.NotFound, (await ada.OpenAsync("/c/contact/file/..%2f..%2fsite.db")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.OpenAsync($"/c/contact/file/{Guid.NewGuid():N}")).Status);
    }

    [Theory, InlineData("javascript:alert(1)", false), InlineData("//evil.example/", false), InlineData("/contact", true), InlineData("https://blog.example/x", true)]
    public async Task Only_an_address_becomes_a_link(string page, bool isLink)
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var id = await _site.AddAsync("From where?");
        using (var connection = _site.OpenDatabase())
            connection.Run($"UPDATE contact_messages SET HostPage = '{page}'");
        Assert.Equal(isLink, (await ada.OpenAsync(InboxSteps.At(id))).FindAll(".contact-message > header a").Any(link => link.GetAttribute("href") == page));
    }
}
