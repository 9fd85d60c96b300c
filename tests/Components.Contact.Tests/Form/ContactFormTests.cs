using System.Net;
using Testing;

namespace Components.Contact.Tests.Form;

public sealed class ContactFormTests(SiteWithOutbox site) : IClassFixture<SiteWithOutbox>
{
    [Fact]
    public async Task The_browser_checks_what_the_server_checks()
    {
        var form = (await site.Visit().OpenAsync("/contact")).Find("main form[method=post]");
        var (email, question) = (form.QuerySelector("[name=Email]")!, form.QuerySelector("[name=Question]")!);
        Assert.Equal(("email", "254", true), (email.GetAttribute("type"), email.GetAttribute("maxlength"), email.HasAttribute("required")));
        Assert.Equal(("10000", true), (question.GetAttribute("maxlength"), question.HasAttribute("required")));
        Assert.All(new[] { email, question }, control => Assert.NotNull(form.QuerySelector($"label[for='{control.Id}']")));
    }

    [Fact]
    public async Task A_message_is_kept_with_its_mail_and_thanked_for()
    {
        var answer = await site.Visit().AskAsync("ann@example.com", "What time is it?");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Thank you", answer.Find(".contact-sent").TextContent, StringComparison.Ordinal);
        Assert.Contains($"\"do\":\"focus\",\"target\":\"{answer.Find(".contact-sent h2").Id}\"", answer.Header("Component-Command"), StringComparison.Ordinal);
        Assert.Equal(1, site.Ask<long>("SELECT COUNT(*) FROM contact_messages m JOIN contact_deliveries d ON d.MessageId = m.Id AND d.Kind = 0 JOIN mail_outbox o ON o.Id = d.ItemId WHERE m.Email = 'ann@example.com' AND o.ReplyTo = 'ann@example.com' AND o.\"To\" = 'owner@localhost'"));
    }

    [Fact]
    public async Task Without_JavaScript_it_ends_on_the_page_with_the_flash_shown_once()
    {
        var visitor = site.Visit();
        var answer = await visitor.SubmitAsync((await visitor.OpenAsync("/contact")).Find("main form[method=post]"), ("Email", "plain@example.com"), ("Question", "Plainly?"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.StartsWith("/contact#", answer.Location, StringComparison.Ordinal);
        Assert.Contains("Thank you", (await visitor.OpenAsync(answer.Location!)).Find("#component-flash").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Thank you", (await visitor.OpenAsync(answer.Location!)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "x", "email")]
    [InlineData("no address", "x", "email")]
    [InlineData("a@b@c", "x", "email")]
    [InlineData("ann@example.com", "", "question")]
    [InlineData("ann@example.com", "  \r\n ", "question")]
    public async Task A_mistake_is_named_at_its_field_and_what_was_typed_is_kept(string email, string question, string field)
    {
        var form = (await site.Visit().OpenAsync("/contact")).Find("main form[method=post]");
        (string, string)[] fields = [("Email", email), ("Question", question)];
        foreach (var answer in new[] { await site.Visit().PostAsync(form.GetAttribute("hx-post")!, fields), await site.Visit().PostPlainlyAsync(form.GetAttribute("action")!, fields) })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            var problem = answer.Find(".field-error");
            Assert.Equal(problem.Id, answer.Find($"[id$='-{field}']").GetAttribute("aria-describedby"));
            Assert.Equal(email, answer.Find("[name=Email]").GetAttribute("value") ?? "");
            Assert.Equal(question.Trim(), answer.Find("[name=Question]").TextContent.Trim());
        }
    }

    [Theory, InlineData(255, 1), InlineData(20, 10_001)]
    public async Task What_is_too_long_is_refused(int email, int question)
    {
        var answer = await site.Visit().AskAsync(new string('a', email - 12) + "@example.com", new string('q', question));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(question, answer.Find("[name=Question]").TextContent.Length);
    }

    [Theory]
    [InlineData("ann@example.com\r\nBcc: all@example.com")]
    [InlineData("ann@example.com\nBcc: all@example.com")]
    [InlineData("ann@example.com\rBcc: all@example.com")]
    [InlineData("ann@example.com\r\n\r\nHello")]
    [InlineData("ann@example.com\u2028Bcc: all@example.com")]
    [InlineData("ann@example.com\u0085Bcc: all@example.com")]
    [InlineData("ann@example.com%0D%0ABcc: all@example.com")]
    [InlineData("ann@example.com%0ABcc:all@example.com")]
    [InlineData("ann@example.com, all@example.com")]
    [InlineData("ann@example.com,all@example.com")]
    [InlineData("ann@example.com;all@example.com")]
    [InlineData("Ann <ann@example.com>")]
    [InlineData("\"Ann\r\nBcc: all@example.com\" <ann@example.com>")]
    [InlineData("Bcc: all@example.com")]
    [InlineData("ann@example.com (comment)")]
    [InlineData("ann@example.com\t")]
    [InlineData("@example.com")]
    [InlineData("ann@")]
    public async Task No_header_is_slipped_in_by_the_address(string email)
    {
        var rows = site.OutboxRows();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Visit().AskAsync(email, "Hello")).Status);
        Assert.Equal(rows, site.OutboxRows());
    }

    [Fact]
    public async Task Spaces_around_an_address_are_no_mistake()
    {
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().AskAsync(" spaced@example.com ", "Hello")).Status);
        Assert.Equal(1, site.Ask<long>("SELECT COUNT(*) FROM contact_messages WHERE Email = 'spaced@example.com'"));
    }

    [Fact]
    public async Task A_form_sets_nothing_but_its_two_fields()
    {
        var form = (await site.Visit().OpenAsync("/contact")).Find("main form[method=post]");
        await site.Visit().PostAsync(form.GetAttribute("hx-post")!, ("Email", "sly@example.com"), ("Question", "Sly"), ("ReadAt", "1"), ("Id", "1"), ("HostPage", "/evil"), ("MailId", "1"), ("CreatedAt", "1"), ("To", "all@example.com"));
        Assert.Equal(1, site.Ask<long>("SELECT COUNT(*) FROM contact_messages WHERE Email = 'sly@example.com' AND ReadAt IS NULL AND Id > 1000 AND HostPage = '/contact' AND Place = 0 AND CreatedAt > 1700000000000"));
        Assert.Empty(site.MailsTo("all@example.com"));
    }

    [Fact]
    public async Task Neither_message_nor_mail_is_ever_without_the_other()
    {
        var visitor = site.Visit();
        await visitor.OpenAsync("/contact");
        using (var connection = site.OpenDatabase())
            connection.Run("CREATE TRIGGER no_mail BEFORE INSERT ON mail_outbox WHEN NEW.ReplyTo = 'unlucky@example.com' BEGIN SELECT RAISE(ABORT, 'no'); END");
        Assert.Equal(HttpStatusCode.InternalServerError, (await visitor.AskAsync("unlucky@example.com", "Both or none")).Status);
        Assert.Equal(0, site.Ask<long>("SELECT COUNT(*) FROM contact_messages WHERE Email = 'unlucky@example.com'"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.AskAsync("lucky@example.com", "Both or none")).Status);
    }

    [Fact]
    public async Task It_speaks_Japanese()
    {
        var page = await site.Visit("ja").OpenAsync("/contact");
        foreach (var text in page.FindAll("main h1, main label, main form button").Select(element => element.TextContent))
            Assert.Matches(@"[\u3040-\u30ff\u4e00-\u9fff]", text);
        Assert.Matches(@"[\u3040-\u30ff\u4e00-\u9fff]", (await site.Visit("ja").AskAsync("", "x")).Find(".field-error").TextContent);
    }
}
