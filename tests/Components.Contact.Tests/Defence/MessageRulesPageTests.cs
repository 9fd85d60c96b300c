using System.Net;
using Components.Contact.Tests.Form;
using Testing;

namespace Components.Contact.Tests.Defence;

/// <summary>The rules that are written in the admin area.</summary>
public sealed class MessageRulesPageTests : IDisposable
{
    private const string AddForm = ".component-rules form:not([hidden])";
    private readonly DefendedSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Only_who_reads_messages_writes_rules()
    {
        var opened = await (await _site.VisitAsAdministratorAsync()).OpenAsync(DefendedSite.Rules);
        var moderator = await _site.VisitAsModeratorAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.LoadAsync(opened.FragmentUrl("contact/rules"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Visit().LoadAsync(opened.FragmentUrl("contact/rules"))).Status);
        foreach (var form in opened.FindAll(".component-rules form"))
            Assert.Equal(HttpStatusCode.Forbidden, (await moderator.PostAsync(form.GetAttribute("hx-post")!, ("Rule", "1"))).Status);
    }

    [Theory]
    [InlineData("Spam", MessagePlace.Spam, 0)]
    [InlineData("Hold", MessagePlace.Inbox, 1)]
    public async Task A_rule_is_added_tried_switched_on_and_deleted(string verdict, MessagePlace place, int mails)
    {
        await _site.SendAsync(_site.VisitFrom("192.0.2.30"), "Come to my CASINO tonight", ("Name", "Gambler"));
        await _site.SendAsync(_site.VisitFrom("192.0.2.31"), "A quiet evening");
        var ada = await _site.VisitAsAdministratorAsync();
        var added = await AddAsync(ada, "Words", verdict, "casino");
        var trial = (await ada.OpenAsync(added.Location!)).Find(".component-trial").TextContent;
        Assert.Contains("Of the last 2 messages this rule would have found 1.", trial, StringComparison.Ordinal);
        Assert.Contains("It contains the blocked word “casino”.", trial, StringComparison.Ordinal);
        Assert.Contains("Gambler", trial, StringComparison.Ordinal);
        Assert.DoesNotContain("A quiet evening", trial, StringComparison.Ordinal);

        await _site.SendAsync(_site.VisitFrom("192.0.2.32"), "Off yet, casino");
        Assert.Equal("", _site.WhyOf("Off yet, casino"));
        await PressAsync(ada, "Switch on");
        var before = _site.OutboxRows();
        await _site.SendAsync(_site.VisitFrom("192.0.2.33"), "On now, casino");
        Assert.Equal((place, "It contains the blocked word “casino”."), (_site.PlaceOf("On now, casino"), _site.WhyOf("On now, casino")));
        Assert.Equal(mails, _site.OutboxRows() - before);
        // What the form's owner wrote into it is not held against the sender.
        await _site.SendAsync(_site.VisitFrom("192.0.2.34"), "Nothing of that sort");
        Assert.Equal("", _site.WhyOf("Nothing of that sort"));
        await PressAsync(ada, "Switch off");
        await PressAsync(ada, "Delete");
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM contact_rules"));
    }

    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.35", "ann@example.com")]
    [InlineData("@bad.example", "198.51.100.35", "x@mail.bad.example")]
    public async Task What_is_refused_is_told_so_and_stays_in_the_form(string entry, string network, string email)
    {
        var ada = await _site.VisitAsAdministratorAsync();
        await AddAsync(ada, "Addresses", "Refuse", entry);
        await PressAsync(ada, "Switch on");
        var visitor = _site.VisitFrom(network);
        var form = (await visitor.OpenAsync(_site.AddressOf("contact/form", "form=talk", "/contact").AsDocument())).Find("main form[method=post]");
        foreach (var answer in new[] { await _site.SendAsync(visitor, "Let me in", ("Email", email)), await visitor.SubmitAsync(form, ("Message", "Let me in"), ("Email", email)) })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Equal($"This message cannot be taken. What you wrote is still here. The address {entry} is blocked.", answer.Find(".contact-form [role=alert]").TextContent);
            Assert.Equal(("Let me in", email), (answer.Find("[name=Message]").TextContent, answer.Find("[name=Email]").GetAttribute("value")));
        }
        Assert.Equal((0, 0), (_site.CountOf("Let me in"), _site.OutboxRows()));
    }

    [Theory]
    [InlineData("Links", 0, "A link", "It has a link, and may have none.")]
    [InlineData("Rate", 1, "Second from there", "It is number 2 by this author of late; more than 1 are too many.")]
    [InlineData("Duplicate", 1, "again, the very same words that somebody sent before", "The same text was sent before.")]
    [InlineData("Offender", 1, "Not spam yet", "A submission of this author was rejected before.")]
    public async Task A_number_of_the_settings_is_tried_on_what_was_known_of_each_message(string rule, int number, string found, string reason)
    {
        await _site.SendAsync(_site.VisitFrom("192.0.2.40"), "The first");
        await _site.SendAsync(_site.VisitFrom("192.0.2.40"), "Second from there");
        foreach (var network in new[] { "192.0.2.41", "192.0.2.42" })
            await _site.SendAsync(_site.VisitFrom(network), "again, the very same words that somebody sent before");
        await _site.SendAsync(_site.VisitFrom("192.0.2.43"), "A link: https://a.example");
        await _site.SendAsync(_site.VisitFrom("192.0.2.44"), "Bad", ("homepage", "x"));
        await _site.SendAsync(_site.VisitFrom("192.0.2.44"), "Not spam yet");
        var ada = await _site.VisitAsAdministratorAsync();

        var answer = await ada.SubmitAsync((await ada.OpenAsync(DefendedSite.Rules)).Find("form[action*='/try']"), ("Setting", rule), ("Number", number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var trial = (await ada.OpenAsync(answer.Location!)).Find(".component-trial");
        Assert.Contains(trial.QuerySelectorAll("li"), item => item.TextContent.Contains(found, StringComparison.Ordinal) && item.TextContent.Contains(reason, StringComparison.Ordinal));
        Assert.DoesNotContain("The first", trial.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_speaks_Japanese()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        ada.Client.DefaultRequestHeaders.Add("Accept-Language", "ja");
        var page = (await ada.OpenAsync(DefendedSite.Rules)).Find(".component-rules");
        Assert.All(page.QuerySelectorAll("h2, h3, label, option, strong, button"), element => Assert.Matches(@"[\u3040-\u30ff\u4e00-\u9fff]", element.TextContent));
    }

    private static async Task<Page> AddAsync(Visitor visitor, string kind, string verdict, string entries) =>
        await visitor.SubmitAsync((await visitor.OpenAsync(DefendedSite.Rules)).Find(AddForm), ("Kind", kind), ("Verdict", verdict), ("Scope", "Everybody"), ("Entries", entries), ("Limit", "0"));

    private static async Task PressAsync(Visitor visitor, string label)
    {
        var page = await visitor.OpenAsync(DefendedSite.Rules);
        var button = page.FindAll(".component-rules button[form]").First(button => button.TextContent == label);
        var form = page.Find($"form#{button.GetAttribute("form")}");
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.SubmitAsync(form, (button.GetAttribute("name")!, button.GetAttribute("value")!))).Status);
    }
}
