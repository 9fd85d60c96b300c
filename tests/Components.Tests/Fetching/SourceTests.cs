using System.Net;
using Components.Sources;
using Components.Tests.Fixture;
using Microsoft.Extensions.Options;
using Testing;

namespace Components.Tests.Fetching;

/// <summary>A plain address as a source, against a real server that does everything wrong.</summary>
public sealed class SourceTests : IAsyncLifetime
{
    private readonly TestHost _host = new();
    private StandInSource _source = null!;
    private StandInSource _private = null!;

    public async ValueTask InitializeAsync()
    {
        (_source, _private) = (await StandInSource.StartAsync(), await StandInSource.StartAsync());
        _host.Settings["Components:Sources:Origins:0"] = _source.Origin;
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _source.DisposeAsync();
        await _private.DisposeAsync();
    }

    [Fact]
    public async Task What_is_there_is_shown_harmless_and_with_whole_links()
    {
        var page = await AskAsync("/box.html");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal($"<div class=\"component-source\"><h2>News</h2><p>あ <a href=\"{_source.Origin}/more.html\" rel=\"nofollow noopener\">more</a> <a>bad</a></p></div>", page.Html.Trim());
        Assert.Null(page.Header("Set-Cookie"));
        Assert.NotNull(page.Header("ETag"));
        foreach (var name in new[] { "Cookie", "Referer", "X-User", "traceparent" })
            Assert.False(_source.LastHeaders!.ContainsKey(name), name);
    }

    [Fact]
    public async Task A_tag_with_an_address_stands_for_it()
    {
        var page = await _host.Visit().OpenAsync($"/source?href={Uri.EscapeDataString($"{_source.Origin}/box.html")}");
        Assert.Equal("News", page.Find("[data-fragment='component/source'] h2").TextContent);
        var later = await _host.Visit().OpenAsync($"/source?load=on-load&href={Uri.EscapeDataString($"{_source.Origin}/box.html")}");
        Assert.Equal("News", (await _host.Visit().LoadAsync(later.FragmentUrl("component/source"))).Find("h2").TextContent);
    }

    [Fact]
    public async Task Letters_are_read_as_the_page_says() => Assert.Equal("日本語", (await AskAsync("/sjis.html")).Find("p").TextContent);

    [Theory]
    [InlineData("/slow.html", "no answer within")]
    [InlineData("/huge.html", "larger than")]
    [InlineData("/bomb.html", "larger than")]
    [InlineData("/loop.html", "more than 3 redirects")]
    [InlineData("/deep.html", "nested too deeply")]
    [InlineData("/picture", "not text/html")]
    [InlineData("/broken.html", "answers 500")]
    public async Task What_cannot_be_shown_is_an_error_in_its_own_box(string path, string reason)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var page = await AskAsync(path);
        Assert.Equal(HttpStatusCode.BadGateway, page.Status);
        Assert.NotNull(page.Find(".component-problem"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(25), $"{watch.Elapsed}");
        Assert.Contains(_host.Log.Lines, line => line.Contains(reason, StringComparison.Ordinal));
        // In a page it is a box, and the page around it is whole.
        var around = await _host.Visit().OpenAsync($"/source?href={Uri.EscapeDataString(_source.Origin + path)}");
        Assert.Equal(HttpStatusCode.OK, around.Status);
        Assert.NotNull(around.Find(".component-problem"));
        Assert.Contains("after", around.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_leads_only_to_where_the_owner_allows()
    {
        _source.Location = $"{_private.Origin}/box.html";
        Assert.Equal(HttpStatusCode.BadGateway, (await AskAsync("/moved.html")).Status);
        Assert.Equal(0, _private.Requests);
        _source.Location = "/box.html";
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/moved.html")).Status);
    }

    [Theory]
    [InlineData("//"), InlineData("http://"), InlineData("http://[::1"), InlineData("//a:99999/"), InlineData("\\\\evil"), InlineData("http://%31%32%37.0.0.1/"), InlineData("//2130706433/"), InlineData("//[::ffff:127.0.0.1]/")]
    public async Task A_redirect_to_what_is_no_address_or_another_spelling_of_one_is_no_answer(string location)
    {
        _source.Location = location;
        Assert.Equal(HttpStatusCode.BadGateway, (await AskAsync("/moved.html")).Status);
        Assert.Equal(0, _private.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("//127.0.0.1/box.html")]
    [InlineData("gopher://127.0.0.1/")]
    [InlineData("box.html")]
    public async Task Another_address_is_not_even_tried(string href) => Assert.Equal(HttpStatusCode.BadGateway, (await AskForAsync(href)).Status);

    [Fact]
    public async Task Look_alikes_of_an_allowed_origin_are_not_allowed()
    {
        var port = _source.Port;
        foreach (var href in new[] { $"{_private.Origin}/box.html", $"https://127.0.0.1:{port}/box.html", $"http://127.0.0.1.evil.example:{port}/", $"http://user@127.0.0.1:{port}/box.html", $"http://localhost:{port}/box.html" })
            Assert.Equal(HttpStatusCode.BadGateway, (await AskForAsync(href)).Status);
        Assert.Equal((0, 0), (_source.Requests, _private.Requests));
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_not_connected_to()
    {
        var options = new SourceOptions { Origins = { $"http://news.example:{_source.Port}" } };
        var address = new Uri($"http://news.example:{_source.Port}/box.html");
        using (var client = new SourceClient(Options.Create(options), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("::ffff:127.0.0.1")])))
            Assert.Contains("not public", (await client.FetchAsync(address)).Problem, StringComparison.Ordinal);
        Assert.Equal(0, _source.Requests);
        options.PrivateNetworks.Add("127.0.0.0/8");
        using (var client = new SourceClient(Options.Create(options), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])))
            Assert.Contains("News", (await client.FetchAsync(address)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_kept_for_as_long_as_it_says_and_asked_for_once()
    {
        var pages = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AskAsync("/kept.html")));
        Assert.All(pages, page => Assert.Equal("1", page.Find("p").TextContent));
        _host.Clock.Advance(TimeSpan.FromSeconds(29));
        await AskAsync("/kept.html");
        Assert.Equal(1, _source.Requests);
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("2", (await AskAsync("/kept.html")).Find("p").TextContent);
    }

    [Fact]
    public async Task Without_sources_there_is_no_such_fragment_and_the_tag_says_what_to_set()
    {
        await using var other = new TestHost();
        await other.InitializeAsync();
        var page = await other.Visit().OpenAsync($"/source?href={Uri.EscapeDataString($"{_source.Origin}/box.html")}");
        Assert.Contains("This part of the page is not available.", page.Html, StringComparison.Ordinal);
        Assert.Contains(other.Log.Lines, line => line.Contains("Components:Sources:Origins", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Visit().LoadAsync("/c/component/source?href=x")).Status);
    }

    private Task<Page> AskAsync(string path) => AskForAsync(_source.Origin + path);

    private Task<Page> AskForAsync(string href) => _host.Visit("ada").LoadAsync(_host.UrlOf<SourceFragment>(("Href", href)).Partial);
}
