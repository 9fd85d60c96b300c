using System.Net;
using Testing;

namespace Components.Contact.Tests.Defence;

/// <summary>What becomes of a message, by each rule, and why.</summary>
public sealed class MessageJudgingTests(DefendedSite site) : IClassFixture<DefendedSite>
{
    [Fact]
    public async Task Nothing_speaks_against_what_a_person_writes_and_both_are_mailed()
    {
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(site.VisitFrom("192.0.2.1"), "Fine weather", ("Email", "fine@example.com"))).Status);
        AssertKept("Fine weather", "");
        Assert.Single(site.MailsTo("fine@example.com"));
        Assert.Contains(site.MailsTo(DefendedSite.Owner), mail => mail.Contains("Fine weather", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_proof_of_work_it_is_doubtful_the_owner_is_told_and_the_sender_is_not_answered()
    {
        await site.PostAsync(site.VisitFrom("192.0.2.2"), "No work done", ("Email", "lazy@example.com"));
        AssertKept("No work done", "The browser did no proof of work.");
        Assert.Empty(site.MailsTo("lazy@example.com"));
        Assert.Contains(site.MailsTo(DefendedSite.Owner), mail => mail.Contains("No work done", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_sent_at_once_was_not_written_by_hand()
    {
        var visitor = site.VisitFrom("192.0.2.3");
        await site.PostAsync(visitor, "Quick as a flash", ("_work", await visitor.WorkAsync("contact/form")));
        AssertKept("Quick as a flash", "It was sent 0 s after the form was first used; people take at least 3 s.");
    }

    [Fact]
    public async Task Work_that_was_done_for_something_else_is_none()
    {
        var visitor = site.VisitFrom("192.0.2.4");
        await site.PostAsync(visitor, "Borrowed work", ("_work", await visitor.WorkAsync("comments")));
        Assert.Contains("The proof of work was made for another form.", site.WhyOf("Borrowed work"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a https://a.example http://b.example www.c.example https://www.d.example https://e.example https://f.example", "It has 6 links; more than 5 are too many.")]
    [InlineData("b https://a.example http://b.example www.c.example https://www.d.example https://e.example", "")]
    public async Task Links_are_counted(string text, string why)
    {
        // The sender's own website is asked for, and no link too many.
        await site.SendAsync(site.VisitFrom("192.0.2.5"), text, ("Website", "https://ann.example"));
        AssertKept(text, why);
    }

    [Fact]
    public async Task Who_fills_in_what_nobody_sees_is_a_program_that_is_thanked_and_nobody_is_mailed()
    {
        var answer = await site.SendAsync(site.VisitFrom("192.0.2.6"), "Buy pills", ("homepage", "https://spam.example"), ("Email", "bot@example.com"));
        Assert.Contains("Thank you", answer.Find(".contact-sent").TextContent, StringComparison.Ordinal);
        Assert.Equal((MessagePlace.Spam, "The field that people do not see was filled in."), (site.PlaceOf("Buy pills"), site.WhyOf("Buy pills")));
        Assert.Empty(site.MailsTo("bot@example.com"));
        Assert.DoesNotContain(site.MailsTo(DefendedSite.Owner), mail => mail.Contains("Buy pills", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_text_that_somebody_else_sent_is_doubtful_and_a_short_one_only_from_the_same_network()
    {
        const string Long = "We make your site the first in every search engine";
        await site.SendAsync(site.VisitFrom("192.0.2.7"), Long);
        await site.SendAsync(site.VisitFrom("192.0.2.8"), Long.ToUpperInvariant(), ("Name", "Another"), ("Email", "other@example.com"));
        Assert.Equal("The same text was sent before.", site.WhyOfLatest());
        await site.SendAsync(site.VisitFrom("192.0.2.9"), "Call me");
        await site.SendAsync(site.VisitFrom("192.0.2.10"), "call me!");
        AssertKept("call me!", "");
        await site.SendAsync(site.VisitFrom("192.0.2.9"), "CALL  ME?");
        AssertKept("CALL  ME?", "The same text was sent before.");
    }

    [Fact]
    public async Task More_than_ten_in_an_hour_from_one_network_are_doubtful()
    {
        for (var i = 1; i <= 11; i++)
            await site.SendAsync(site.VisitFrom("192.0.2.11"), $"Message number {i}");
        AssertKept("Message number 10", "");
        AssertKept("Message number 11", "It is number 11 by this author of late; more than 10 are too many.");
        site.Clock.Ahead += TimeSpan.FromMinutes(61);
        await site.SendAsync(site.VisitFrom("192.0.2.11"), "Message of later");
        AssertKept("Message of later", "");
    }

    [Fact]
    public async Task A_network_that_sent_spam_twice_is_doubted_until_that_is_rescued()
    {
        for (var i = 1; i <= 2; i++)
            await site.SendAsync(site.VisitFrom("192.0.2.12"), $"Spam number {i}", ("homepage", "x"));
        await site.SendAsync(site.VisitFrom("192.0.2.12"), "Sorry for that");
        AssertKept("Sorry for that", "2 submissions of this author were rejected before.");
        await site.RescueAsync("Spam number 1");
        AssertKept("Spam number 1", "");
        await site.SendAsync(site.VisitFrom("192.0.2.12"), "And thank you");
        AssertKept("And thank you", "");
    }

    [Fact]
    public async Task Members_need_no_work_and_may_write_fast()
    {
        await site.PostAsync(await site.VisitAsMemberAsync("Mimi"), "A member writes");
        AssertKept("A member writes", "");
    }

    [Fact]
    public async Task The_form_asks_for_work_only_where_the_owner_wants_it()
    {
        Assert.Equal("contact/form", (await site.Visit().LoadAsync(site.AddressOf("contact/form", "form=talk"))).Find("form").GetAttribute("data-work"));
        await using var other = new DefendedSite();
        other.Settings["Packs:Contact:ProofOfWork"] = "false";
        Assert.False((await other.Visit().LoadAsync(other.AddressOf("contact/form", "form=talk"))).Find("form").HasAttribute("data-work"));
        await other.PostAsync(other.VisitFrom("192.0.2.13"), "No work asked");
        Assert.Equal("", other.WhyOf("No work asked"));
    }

    private void AssertKept(string message, string why) => Assert.Equal((MessagePlace.Inbox, why), (site.PlaceOf(message), site.WhyOf(message)));
}
