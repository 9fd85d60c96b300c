using System.Net;
using Testing;

namespace App.Tests.Database;

/// <summary>Somebody else has the database, or it is for reading only: the answer is 503, nothing is half written, and what was typed is not lost.</summary>
public sealed class UnavailableDatabaseTests(UnavailableDatabaseTests.ImpatientSite site) : IClassFixture<UnavailableDatabaseTests.ImpatientSite>
{
    private const string Article = "/articles/how-signed-urls-work";

    public sealed class ImpatientSite : Site
    {
        public ImpatientSite() => Settings["Database:Patience"] = "00:00:01";
    }

    [Theory, InlineData("locked"), InlineData("frozen")]
    public async Task A_comment_sent_by_htmx_is_answered_with_503_and_leaves_the_form_alone(string trouble)
    {
        var (mary, form) = await OpenFormAsync($"Htmx {trouble}");
        using (Cause(trouble))
        {
            var answer = await mary.PostAsync(form.Htmx, ("Text", "Do not lose this."));
            AssertUnavailable(answer);
            Assert.Contains("\"level\":\"error\"", answer.Header("Component-Flash"), StringComparison.Ordinal);
            Assert.Null(answer.Header("Component-Command"));
            Assert.Empty(answer.FindAll("form"));
        }
        Assert.Equal(0, Count("comments_comments", $"Htmx {trouble}"));
    }

    [Theory, InlineData("locked"), InlineData("frozen")]
    public async Task A_comment_sent_without_JavaScript_is_answered_with_503_and_the_text_in_the_form(string trouble)
    {
        var (mary, form) = await OpenFormAsync($"Plain {trouble}");
        using (Cause(trouble))
        {
            var answer = await mary.PostPlainlyAsync(form.Action, ("Text", "Do not <lose> this."));
            AssertUnavailable(answer);
            Assert.Equal("Do not <lose> this.", answer.Find("textarea[name=Text]").TextContent);
            Assert.Single(answer.FindAll("main [role=alert]"));
        }
        Assert.Equal(0, Count("comments_comments", $"Plain {trouble}"));
    }

    [Theory, InlineData("locked"), InlineData("frozen")]
    public async Task The_same_form_works_once_the_database_is_back(string trouble)
    {
        var (mary, form) = await OpenFormAsync($"Again {trouble}");
        using (Cause(trouble))
            AssertUnavailable(await mary.PostAsync(form.Htmx, ("Text", "At last.")));
        Assert.Equal(HttpStatusCode.OK, (await mary.PostAsync(form.Htmx, ("Text", "At last."))).Status);
        Assert.Equal(1, Count("comments_comments", $"Again {trouble}"));
    }

    [Theory, InlineData("locked"), InlineData("frozen")]
    public async Task A_contact_message_is_kept_whole_or_not_at_all(string trouble)
    {
        var visitor = site.Visit();
        var form = (await visitor.OpenAsync("/contact")).Find("main form[method=post]");
        var (messages, mails) = (Rows("contact_messages"), Rows("mail_outbox"));
        using (Cause(trouble))
        {
            var answer = await visitor.SubmitAsync(form, ("Email", "ann@example.com"), ("Question", "Are you there?"));
            AssertUnavailable(answer);
            Assert.Equal("Are you there?", answer.Find("textarea[name=Question]").TextContent);
            Assert.Equal("ann@example.com", answer.Find("input[name=Email]").GetAttribute("value"));
        }
        Assert.Equal((messages, mails), (Rows("contact_messages"), Rows("mail_outbox")));
    }

    [Theory, InlineData("locked"), InlineData("frozen")]
    public async Task Registering_is_answered_with_503_and_makes_no_account(string trouble)
    {
        var visitor = site.Visit();
        var form = (await visitor.OpenAsync("/account/register")).Find("main form[method=post]");
        using (Cause(trouble))
        {
            var answer = await visitor.SubmitAsync(form, ("Form.Name", "Ned"), ("Form.Email", $"ned-{trouble}@example.com"), ("Form.Password", People.Password));
            AssertUnavailable(answer);
            Assert.Equal("Ned", answer.Find("#account-name").GetAttribute("value"));
        }
        using var connection = site.OpenDatabase();
        Assert.Equal(0, connection.Ask<long>($"SELECT COUNT(*) FROM accounts_users WHERE Email = 'ned-{trouble}@example.com'"));
    }

    [Theory, InlineData("locked"), InlineData("frozen")]
    public async Task Pages_can_be_read_all_the_while(string trouble)
    {
        _ = site.Services;
        using (Cause(trouble))
        {
            var page = await site.Visit().OpenAsync(Article);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.NotEmpty(page.FindAll(".comments-thread"));
        }
    }

    private IDisposable Cause(string trouble) => trouble == "locked" ? site.LockDatabase() : site.FreezeDatabase();

    private static void AssertUnavailable(Page answer)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.True(int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.DoesNotContain("Sqlite", answer.Html, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<(Visitor, (string Htmx, string Action))> OpenFormAsync(string name)
    {
        var mary = await site.VisitAsMemberAsync(name.Replace(' ', '-'));
        var form = (await mary.OpenAsync(Article)).Find("form.comments-form");
        return (mary, (form.GetAttribute("hx-post")!, form.GetAttribute("action")!));
    }

    private long Count(string table, string author)
    {
        using var connection = site.OpenDatabase();
        return connection.Ask<long>($"SELECT COUNT(*) FROM {table} WHERE AuthorName = '{author.Replace(' ', '-')}'");
    }

    private long Rows(string table)
    {
        using var connection = site.OpenDatabase();
        return connection.Ask<long>($"SELECT COUNT(*) FROM {table}");
    }
}
