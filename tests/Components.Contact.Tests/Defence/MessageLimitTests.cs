using System.Globalization;
using System.Net;
using Testing;

namespace Components.Contact.Tests.Defence;

/// <summary>How often somebody may write.</summary>
public sealed class MessageLimitTests : IDisposable
{
    private readonly DefendedSite _site = new();

    public MessageLimitTests()
    {
        _site.Settings["Packs:Contact:MessagesPerMinute"] = "3";
        _site.Settings["Packs:Contact:MessagesPerHour"] = "4";
    }

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_network_waits_after_three_a_minute_and_four_an_hour()
    {
        for (var i = 1; i <= 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await WriteAsync($"Number {i}")).Status);
        var refused = await WriteAsync("Number 4");
        AssertRefused(refused, 1, 60);
        // By htmx the form stays in the page as it is: the answer is put before it.
        Assert.Contains("what you wrote is still here", refused.Find(".component-problem").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, _site.CountOf("Number 4"));
        Assert.Equal(HttpStatusCode.OK, (await _site.PostAsync(_site.VisitFrom("198.51.100.1"), "From elsewhere")).Status);
        _site.Clock.Ahead += TimeSpan.FromSeconds(61);
        Assert.Equal(HttpStatusCode.OK, (await WriteAsync("Number 4")).Status);
        _site.Clock.Ahead += TimeSpan.FromSeconds(61);
        AssertRefused(await WriteAsync("Number 5"), 60, 3600);
        _site.Clock.Ahead += TimeSpan.FromHours(1);
        Assert.Equal(HttpStatusCode.OK, (await WriteAsync("Number 5")).Status);

        // A new browser each time, in the same /64.
        Task<Page> WriteAsync(string text) => _site.PostAsync(_site.VisitFrom($"2001:db8:1:2::{Guid.NewGuid().ToString("N")[..4]}"), text);
    }

    [Fact]
    public async Task Also_without_JavaScript_the_text_stays()
    {
        var visitor = _site.VisitFrom("198.51.100.2");
        var form = (await visitor.OpenAsync(_site.AddressOf("contact/form", "form=talk", "/contact").AsDocument())).Find("main form[method=post]");
        for (var i = 1; i <= 3; i++)
            Assert.Equal(HttpStatusCode.SeeOther, (await visitor.SubmitAsync(form, ("Message", $"Plain {i}"), ("Email", "ann@example.com"))).Status);
        var refused = await visitor.SubmitAsync(form, ("Message", "Plain 4"), ("Email", "ann@example.com"));
        AssertRefused(refused, 1, 60);
        Assert.Equal(("Plain 4", "ann@example.com"), (refused.Find("[name=Message]").TextContent, refused.Find("[name=Email]").GetAttribute("value")));
    }

    [Fact]
    public async Task Members_are_counted_by_account_wherever_they_are()
    {
        var member = await _site.VisitAsMemberAsync("Busy");
        for (var i = 1; i <= 4; i++)
        {
            member.Client.DefaultRequestHeaders.Remove(StatedNetwork.Header);
            member.Client.DefaultRequestHeaders.Add(StatedNetwork.Header, $"198.51.100.{10 + i}");
            Assert.Equal(i <= 3 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, (await _site.PostAsync(member, $"Member {i}")).Status);
        }
    }

    [Fact]
    public async Task What_has_a_mistake_does_not_count()
    {
        for (var i = 1; i <= 5; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _site.PostAsync(_site.VisitFrom("198.51.100.3"), "Text", ("Email", "no address"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _site.PostAsync(_site.VisitFrom("198.51.100.3"), "At last")).Status);
    }

    private static void AssertRefused(Page answer, int least, int most)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.InRange(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture), least, most);
    }
}
