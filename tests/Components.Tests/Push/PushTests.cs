using System.Net;
using Components.Fragments;
using Components.Push;
using Components.Signing;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Testing;

namespace Components.Tests.Push;

/// <summary>Server-Sent Events by tags, on a real server.</summary>
public sealed class PushTests : IAsyncLifetime
{
    private readonly KestrelHost _host = new();
    private readonly HttpClient _client = KestrelHost.CreateClient();

    private IChanges Changes => _host.Services.GetRequiredService<IChanges>();

    private PushHub Hub => _host.Services.GetRequiredService<PushHub>();

    public async ValueTask InitializeAsync()
    {
        _host.Settings["Components:Push:Heartbeat"] = "00:00:01";
        _host.Settings["Components:Push:ConnectionsPerNetwork"] = "3";
        _host.Settings["Components:Push:Tags"] = "4";
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Who_listens_to_a_tag_hears_of_it_and_of_no_other()
    {
        using var stream = await ListenAsync(TicketsOf(await PageAsync(), "test/pushed"));
        Assert.Equal("text/event-stream", stream.ContentType);
        Assert.Equal("no-store", stream.CacheControl);
        Assert.Equal(("ready", "[]"), await stream.ReadAsync());
        Changes.Publish("test:b", "test:a");
        Assert.Equal(("changed", "[\"test:a\"]"), await stream.ReadAsync());
        Changes.Publish("test:all ~ things");
        Assert.Equal(("changed", "[\"test:all ~ things\"]"), await stream.ReadAsync());
    }

    [Fact]
    public async Task What_changed_between_the_page_and_its_connection_is_told_and_what_is_older_is_not()
    {
        var tickets = TicketsOf(await PageAsync(), "test/pushed");
        Changes.Publish("test:a");
        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        Changes.Publish("test:all ~ things");
        using var stream = await ListenAsync(tickets);
        await stream.ReadAsync();
        Assert.Equal(("changed", "[\"test:all ~ things\"]"), await stream.ReadAsync());
    }

    [Fact]
    public async Task Only_a_fragment_that_is_pushed_has_tickets()
    {
        var page = await PageAsync();
        Assert.Equal(2, page.FindAll("[data-fragment='test/pushed']").Count);
        Assert.Single(page.FindAll("[data-component-push]"));
    }

    [Fact]
    public async Task A_forged_ticket_is_403_and_a_stale_one_410()
    {
        var tickets = TicketsOf(await PageAsync(), "test/pushed");
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync([tickets[0].Replace("test%3Aa", "test%3Ab", StringComparison.Ordinal)]));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync([tickets[0], "x"]));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(["~1.a.p.b"]));
        // A fragment's own signature is no ticket.
        var partial = _host.UrlOf<PushedFragment>(("Topic", "a")).Partial;
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync([$"topic=a~{partial[(partial.IndexOf("_sig=", StringComparison.Ordinal) + 5)..]}"]));
        var old = _host.Keys.Current.Id;
        _host.Keys.Rotate();
        _host.Keys.Retire(old);
        Assert.Equal(HttpStatusCode.Gone, await AskAsync(tickets));
    }

    [Fact]
    public async Task A_ticket_of_a_person_is_good_for_nobody_else()
    {
        var ticket = Tickets("secret", new Audience(UrlScope.User, "ada", _host.Clock.Now.AddHours(1).ToUnixTimeSeconds()));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync([ticket]));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync([ticket], "bob"));
        using (var stream = await ListenAsync([ticket], "ada"))
            Assert.Equal("ready", (await stream.ReadAsync()).Name);
        _host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Gone, await AskAsync([ticket], "ada"));
    }

    [Fact]
    public async Task No_ticket_and_too_many_are_400()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync([]));
        var ticket = Tickets("x", Audience.Everybody);
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync([.. Enumerable.Repeat(ticket, 5)]));
    }

    [Fact]
    public async Task One_network_has_so_many_connections_and_one_that_goes_makes_room()
    {
        string[] tickets = [Tickets("x", Audience.Everybody)];
        var streams = new List<EventReader>();
        for (var i = 0; i < 3; i++)
            streams.Add(await ListenAsync(tickets));
        using var refused = await SendAsync(tickets, null);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(3, Hub.Count);
        streams.ForEach(stream => stream.Dispose());
        await Wait.UntilAsync(() => Hub.Count == 0);
        using var again = await ListenAsync(tickets);
        Assert.Equal("ready", (await again.ReadAsync()).Name);
    }

    [Fact]
    public async Task The_server_has_so_many_connections_whatever_the_networks_and_one_that_goes_makes_room()
    {
        await using var host = new KestrelHost { Settings = { ["Components:Push:Connections"] = "2" } };
        await host.InitializeAsync();
        var hub = host.Services.GetRequiredService<PushHub>();
        // From as many networks as there are in the world: these count for the whole and for nobody.
        PushListener[] others = [new("192.0.2.1", new HashSet<string> { "x" }), new("2001:db8::/64", new HashSet<string> { "x" })];
        Assert.All(others, other => Assert.Equal(PushHub.Entry.Granted, hub.Enter(other)));
        var ticket = host.Services.GetRequiredService<PushTickets>().Write("x", Audience.Everybody, origin: "");
        using (var refused = await SendAsync())
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        Assert.Equal(2, hub.Count);
        hub.Leave(others[0]);
        using var granted = await SendAsync();
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);

        Task<HttpResponseMessage> SendAsync() => _client.SendAsync(new HttpRequestMessage(HttpMethod.Get, host.Exactly($"/c/_events?on={Uri.EscapeDataString(ticket)}")), HttpCompletionOption.ResponseHeadersRead);
    }

    [Fact]
    public async Task A_connection_where_nothing_happens_is_kept_alive_and_ends_with_its_time()
    {
        using var stream = await ListenAsync([Tickets("x", Audience.Everybody)]);
        await stream.ReadAsync();
        Assert.Equal(":", await stream.ReadLineAsync());
        _host.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("end", (await stream.ReadAsync()).Name);
        Assert.Null(await stream.ReadLineAsync());
        await Wait.UntilAsync(() => Hub.Count == 0);
    }

    [Fact]
    public async Task A_server_that_stops_says_so_and_does_not_wait_for_readers()
    {
        using var stream = await ListenAsync([Tickets("x", Audience.Everybody)]);
        await stream.ReadAsync();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var stopping = _host.Services.GetRequiredService<IHostApplicationLifetime>();
        stopping.StopApplication();
        Assert.Equal("end", (await stream.ReadAsync()).Name);
        Assert.Null(await stream.ReadLineAsync());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_burst_is_one_message()
    {
        var listener = new PushListener("net", new HashSet<string> { "x", "y" });
        for (var i = 0; i < 1000; i++)
            listener.Tell(i % 2 == 0 ? "x" : "y");
        Assert.Equal(["x", "y"], await listener.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, default));
        Assert.Empty(await listener.WaitAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System, default));
    }

    [Fact]
    public void Whoever_fails_to_listen_does_not_fail_who_publishes()
    {
        using var first = Changes.Listen(_ => throw new InvalidOperationException("broken listener"));
        string? heard = null;
        using (Changes.Listen(tags => heard = tags.Single()))
            Changes.Publish("x");
        Assert.Equal("x", heard);
        Changes.Publish("y");
        Assert.Equal("x", heard);
        Assert.Contains(_host.Log.Lines, line => line.Contains("broken listener", StringComparison.Ordinal));
    }

    private string Tickets(string tag, Audience audience, string origin = "") => _host.Services.GetRequiredService<PushTickets>().Write(tag, audience, origin);

    private async Task<Page> PageAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _host.Exactly("/page/pushed"));
        return await new Visitor(_client).SendAsync(request);
    }

    private static string[] TicketsOf(Page page, string fragment) => page.Find($"[data-fragment='{fragment}']").GetAttribute("data-component-push")!.Split(' ');

    private Task<HttpResponseMessage> SendAsync(IEnumerable<string> tickets, string? user)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _host.Exactly($"/c/_events?{string.Join('&', tickets.Select(ticket => $"on={Uri.EscapeDataString(ticket)}"))}"));
        if (user is not null)
            request.Headers.Add("X-User", user);
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<HttpStatusCode> AskAsync(IEnumerable<string> tickets, string? user = null)
    {
        using var response = await SendAsync(tickets, user);
        return response.StatusCode;
    }

    private async Task<EventReader> ListenAsync(IEnumerable<string> tickets, string? user = null)
    {
        var response = await SendAsync(tickets, user);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }
}
