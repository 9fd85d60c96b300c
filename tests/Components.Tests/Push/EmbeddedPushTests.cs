using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Components.Fragments;
using Components.Push;
using Components.Tests.Embedding;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Push;

/// <summary>Pages of other sites listen to what they were given tickets for, and to nothing else.</summary>
public sealed class EmbeddedPushTests : IAsyncLifetime
{
    private const string Site = "https://blog.example";
    private const string Own = "http://localhost";
    private readonly KestrelHost _host = new();
    private readonly HttpClient _client = KestrelHost.CreateClient();

    public async ValueTask InitializeAsync()
    {
        _host.Settings["Components:Push:Heartbeat"] = "00:00:01";
        _host.Settings["Components:Push:ConnectionsPerNetwork"] = "2";
        await _host.InitializeAsync();
        await _host.RegisterSiteAsync(Site);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_registered_page_hears_by_the_tickets_of_its_tag_and_may_read_it()
    {
        using var response = await SendAsync(await TicketsAsync(Site, "a"), Site);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Site, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Contains("Origin", response.Headers.Vary);
        using var events = new EventReader(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("ready", (await events.ReadAsync()).Name);
        _host.Services.GetRequiredService<IChanges>().Publish("live:b", "live:a");
        Assert.Equal(("changed", "[\"live:a\"]"), await events.ReadAsync());
    }

    [Theory]
    [InlineData("https://unknown.example"), InlineData("null"), InlineData("https://blog.example.evil.example"), InlineData("http://blog.example"), InlineData("https://blog.example:8443")]
    [InlineData("https://sub.blog.example"), InlineData("https://BLOG.example"), InlineData("https://blog.example/"), InlineData("*"), InlineData("http://localhost.evil.example")]
    public async Task Another_page_hears_nothing_by_whichever_tickets(string origin)
    {
        foreach (var ticket in new[] { await TicketsAsync(Site, "a"), Ticket("live:a", ""), Ticket("live:a", origin) })
        {
            using var response = await SendAsync(ticket, origin);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task A_site_that_is_switched_off_hears_nothing_and_one_that_listens_no_more()
    {
        var ticket = await TicketsAsync(Site, "a");
        using var response = await SendAsync(ticket, Site);
        using var events = new EventReader(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("ready", (await events.ReadAsync()).Name);
        await _host.Services.SwitchSiteAsync(Site, isOn: false);
        Assert.Equal("end", (await events.ReadAsync()).Name);
        Assert.Null(await events.ReadLineAsync());
        using var again = await SendAsync(ticket, Site);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Equal(Site, again.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task A_ticket_is_good_on_the_pages_of_the_site_that_it_was_given_to_alone()
    {
        const string Other = "https://neighbour.example";
        await _host.RegisterSiteAsync(Other);
        var theirs = await TicketsAsync(Site, "a");
        foreach (var (ticket, origin) in new[] { (theirs, Other), (theirs, null), (theirs, Own), (Ticket("live:a", ""), Site) })
        {
            using var refused = await SendAsync(ticket, origin);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        foreach (var origin in new[] { null, Own })
        {
            using var own = await SendAsync(Ticket("live:a", ""), origin);
            Assert.Equal(HttpStatusCode.OK, own.StatusCode);
            Assert.False(own.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Whatever_origin_a_client_states_the_limits_hold()
    {
        await _host.RegisterSiteAsync("https://second.example");
        using var first = await SendAsync(await TicketsAsync(Site, "a"), Site);
        using var second = await SendAsync(await TicketsAsync("https://second.example", "a"), "https://second.example");
        using var third = await SendAsync(await TicketsAsync(Site, "b"), Site);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], new[] { first, second, third }.Select(response => response.StatusCode));
    }

    private string Ticket(string tag, string origin) => _host.Services.GetRequiredService<PushTickets>().Write(tag, Audience.Everybody, origin);

    // What the page's script does with a tag that is pushed.
    private async Task<string> TicketsAsync(string origin, string topic)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _host.Exactly("/c/_sign"))
        {
            Content = JsonContent.Create(EmbeddingSteps.Page("/blog/1", EmbeddingSteps.Tag("test/live", ("topic", topic), ("pushed", "")))),
        };
        request.Headers.Add("Origin", origin);
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var html = new HtmlParser().ParseDocument(json.GetProperty("tags")[0].GetProperty("html").GetString()!);
        return html.QuerySelector("[data-fragment='test/live']")!.GetAttribute("data-component-push")!;
    }

    private Task<HttpResponseMessage> SendAsync(string ticket, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _host.Exactly($"/c/_events?on={Uri.EscapeDataString(ticket)}"));
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
