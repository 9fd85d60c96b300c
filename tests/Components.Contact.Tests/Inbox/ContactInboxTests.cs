using System.Net;
using Components.Contact.Tests.Form;
using Testing;

namespace Components.Contact.Tests.Inbox;

public sealed class ContactInboxTests : IDisposable
{
    private const string Inbox = "/admin/contact/inbox";
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task The_inbox_is_for_administrators()
    {
        var url = (await (await _site.VisitAsAdministratorAsync()).OpenAsync(Inbox)).FragmentUrl("contact/inbox");
        Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Visit().LoadAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Visit().OpenAsync(url.AsDocument())).Status);
        var moderator = await _site.VisitAsModeratorAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.LoadAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await moderator.OpenAsync(Inbox)).Status);
        Assert.Contains("/account/denied", (await (await _site.VisitAsMemberAsync()).OpenAsync(Inbox)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_messages_are_counted_until_they_are_marked_as_read()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        Assert.NotEmpty((await ada.OpenAsync(Inbox)).FindAll(".empty"));
        await _site.Visit().AskAsync("one@example.com", "First?");
        await _site.Visit().AskAsync("two@example.com", "Second?");
        Assert.Equal("2", (await ada.OpenAsync("/admin")).Find(".badge").TextContent);
        var inbox = await ada.OpenAsync(Inbox);
        Assert.Equal(["Second?", "First?"], inbox.FindAll(".contact-question").Select(question => question.TextContent));

        var read = inbox.FindAll("button[name=Message]")[0].GetAttribute("value")!;
        var answer = await ada.PostAsync(inbox.Find("form[id$='-read']").GetAttribute("hx-post")!, ("Message", read));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Single(answer.FindAll(".badge"));
        Assert.Equal("1", (await ada.OpenAsync("/admin")).Find(".badge").TextContent);
        Assert.Equal(1, _site.Ask<long>("SELECT COUNT(*) FROM contact_messages WHERE ReadAt IS NOT NULL AND Email = 'two@example.com'"));
    }

    [Fact]
    public async Task What_was_sent_is_text_wherever_it_is_shown()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        await _site.Visit().AskAsync("x@example.com", "<script>alert(1)</script>");
        var inbox = await ada.OpenAsync(Inbox);
        Assert.Equal("<script>alert(1)</script>", inbox.Find(".contact-question").TextContent);
    }

    [Fact]
    public async Task Thirty_are_shown_and_a_link_leads_to_the_older_ones()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        using (var connection = _site.OpenDatabase())
            connection.Run("""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 31)
                INSERT INTO contact_messages (Id, Email, Question, HostPage, CreatedAt, MailId) SELECT i, 'a@example.com', i, '/contact', 1790000000000, 0 FROM n
                """);
        var inbox = await ada.OpenAsync(Inbox);
        Assert.Equal(30, inbox.FindAll(".contact-question").Count);
        Assert.Equal("Mail: no longer kept", inbox.Find(".contact-mail-state").TextContent.Trim());
        var older = await ada.LoadAsync(inbox.FindAll("a[hx-get]").First(link => link.GetAttribute("hx-get")!.Contains("before=", StringComparison.Ordinal)).GetAttribute("hx-get")!);
        Assert.Equal(["1"], older.FindAll(".contact-question").Select(question => question.TextContent));
    }

    [Fact]
    public async Task Nothing_answers_to_a_bad_signature()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var form = (await ada.OpenAsync("/contact")).Find("main form[method=post]");
        var inbox = (await ada.OpenAsync(Inbox)).FragmentUrl("contact/inbox");
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.LoadAsync(inbox[..^2])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.OpenAsync(inbox.AsDocument()[..^2])).Status);
        foreach (var url in new[] { form.GetAttribute("hx-post")!, form.GetAttribute("action")! })
            Assert.Equal(HttpStatusCode.Forbidden, (await ada.PostAsync(url[..^2], ("Email", "ann@example.com"), ("Question", "x"))).Status);
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM contact_messages"));
    }
}
