using System.Net;
using Components.Contact.Tests.Form;
using Testing;

namespace Components.Contact.Tests.Defence;

public sealed class MessageAkismetTests : IAsyncLifetime
{
    private readonly AkismetStandIn _akismet = new();
    private readonly DefendedSite _site;

    public MessageAkismetTests() => _site = Site();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _akismet.DisposeAsync();
    }

    [Fact]
    public async Task It_is_told_what_the_fields_of_the_form_mean()
    {
        await _site.SendAsync(_site.VisitFrom("192.0.2.20"), "A good question", ("Name", "Ann"), ("Email", "ann@example.org"), ("Website", "https://ann.example/"));
        Assert.Equal((MessagePlace.Inbox, ""), (_site.PlaceOf("A good question"), _site.WhyOf("A good question")));
        var told = Assert.Single(_akismet.CallsOf("comment-check"));
        Assert.Equal(
            ("contact-form", "A good question", "Ann", "ann@example.org", "https://ann.example/", "192.0.2.20", "http://localhost/contact"),
            (told["comment_type"], told["comment_content"], told["comment_author"], told["comment_author_email"], told["comment_author_url"], told["user_ip"], told["permalink"]));
    }

    [Theory, InlineData(null), InlineData("discard")]
    public async Task What_it_takes_for_spam_is_kept_apart_and_nobody_is_mailed(string? tip)
    {
        _akismet.Verdict = ("true", tip);
        await _site.SendAsync(_site.VisitFrom("192.0.2.21"), "Buy now");
        Assert.Equal(MessagePlace.Spam, _site.PlaceOf("Buy now"));
        Assert.Contains("Akismet takes it for spam", _site.WhyOf("Buy now"), StringComparison.Ordinal);
        Assert.Equal(0, _site.OutboxRows());
    }

    [Fact]
    public async Task When_it_is_out_of_order_a_message_is_doubtful_and_not_lost()
    {
        _akismet.Status = 500;
        Assert.Equal(HttpStatusCode.OK, (await _site.SendAsync(_site.VisitFrom("192.0.2.22"), "Is anybody there", ("Email", "unsure@example.com"))).Status);
        Assert.Equal((MessagePlace.Inbox, "Akismet could not be asked."), (_site.PlaceOf("Is anybody there"), _site.WhyOf("Is anybody there")));
        Assert.Single(_site.MailsTo(DefendedSite.Owner));
        Assert.Empty(_site.MailsTo("unsure@example.com"));
    }

    [Fact]
    public async Task What_a_filled_honeypot_has_given_away_it_is_not_asked_about()
    {
        await _site.SendAsync(_site.VisitFrom("192.0.2.23"), "Known already", ("homepage", "x"));
        Assert.Empty(_akismet.CallsOf("comment-check"));
    }

    [Fact]
    public async Task Who_reads_the_inbox_is_not_judged()
    {
        _akismet.Verdict = ("true", null);
        await _site.PostAsync(await _site.VisitAsAdministratorAsync(), "Trying it out");
        Assert.Equal((MessagePlace.Inbox, ""), (_site.PlaceOf("Trying it out"), _site.WhyOf("Trying it out")));
        Assert.Empty(_akismet.CallsOf("comment-check"));
    }

    [Fact]
    public async Task It_learns_what_readers_decide()
    {
        await _site.SendAsync(_site.VisitFrom("192.0.2.24"), "Sly spam", ("Name", "Sly"));
        await _site.DecideAsync("Sly spam", isSpam: true);
        var told = await _akismet.WaitForAsync("submit-spam");
        Assert.Equal(("Sly spam", "Sly", "contact-form", "192.0.2.24"), (told["comment_content"], told["comment_author"], told["comment_type"], told["user_ip"]));
        await _site.RescueAsync("Sly spam");
        Assert.Equal("Sly spam", (await _akismet.WaitForAsync("submit-ham"))["comment_content"]);
        Assert.Equal((MessagePlace.Inbox, ""), (_site.PlaceOf("Sly spam"), _site.WhyOf("Sly spam")));
    }

    [Fact]
    public async Task A_lesson_that_it_could_not_take_is_told_again_also_after_a_restart()
    {
        await _site.SendAsync(_site.VisitFrom("192.0.2.25"), "Late lesson");
        _akismet.Status = 500;
        await _site.DecideAsync("Late lesson", isSpam: true);
        await _akismet.WaitForAsync("submit-spam");
        await _site.UntilAsync("SELECT COUNT(*) FROM spam_reports WHERE Attempts = 1", 1);
        _akismet.Status = 200;
        await using var restarted = Site();
        restarted.Settings["Site:DataDirectory"] = Path.Combine(_site.Directory, "data");
        restarted.Clock.Ahead = _site.Clock.Ahead + TimeSpan.FromMinutes(2);
        _ = restarted.Services;
        await _site.UntilAsync("SELECT COUNT(*) FROM spam_reports", 0);
        Assert.Equal(2, _akismet.CallsOf("submit-spam").Count);
    }

    private DefendedSite Site()
    {
        var site = new DefendedSite();
        _akismet.AnswerTo(site);
        return site;
    }
}
