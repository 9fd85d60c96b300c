using Components.Caching;
using Components.Fragments;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Caching;

/// <summary>Parts of fragments that many answers share, also those of people who are answered by themselves.</summary>
public sealed class ShareTests : IAsyncLifetime
{
    private readonly TestHost _host = new() { Languages = ["en", "ja"] };

    public async ValueTask InitializeAsync() => await _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_part_is_made_once_and_serves_everybody()
    {
        var first = await LoadAsync("a");
        Assert.Equal(["1 of a: 1", "2 of a: 2"], Texts(first));
        Assert.Equal(first.Html, (await LoadAsync("a", user: "ada")).Html);
        Assert.Equal(first.Html, (await LoadAsync("a")).Html);
        Assert.Equal(["1 of b: 1", "2 of b: 2"], Texts(await LoadAsync("b")));
        // As it was written: nothing is encoded twice.
        Assert.Contains("subject=%3C%C3%A9%3E&", first.Find("p").GetAttribute("data-url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_made_anew_in_the_next_minute()
    {
        await LoadAsync("a");
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["1 of a: 3", "2 of a: 4"], Texts(await LoadAsync("a")));
    }

    [Fact]
    public async Task It_is_made_for_each_language_each_page_around_it_and_each_key_of_the_site()
    {
        await LoadAsync("a");
        Assert.Equal("1 of a: 3", Texts(await LoadAsync("a", language: "ja"))[0]);
        Assert.Equal("1 of a: 5", Texts(await LoadAsync("a", page: "/other"))[0]);
        var again = await LoadAsync("a", page: "/other");
        Assert.Equal("1 of a: 5", Texts(again)[0]);
        Assert.Contains("_page=%2Fother&", again.Find("p").GetAttribute("data-url"), StringComparison.Ordinal);
        _host.Keys.Rotate();
        Assert.Equal("1 of a: 7", Texts(await LoadAsync("a"))[0]);
        Assert.Equal("1 of a: 7", Texts(await LoadAsync("a"))[0]);
    }

    [Fact]
    public async Task An_answer_with_an_address_for_one_visitor_shares_nothing()
    {
        await LoadAsync("a", isPersonal: true);
        Assert.Equal("1 of a: 3", Texts(await LoadAsync("a"))[0]);
        // But it takes what is there.
        Assert.Equal("1 of a: 3", Texts(await LoadAsync("a", isPersonal: true))[0]);
    }

    [Fact]
    public async Task A_part_with_links_to_itself_serves_those_of_the_same_parameters_in_the_same_element()
    {
        Assert.Contains("topic=a&", await LinkAsync(("Topic", "a")), StringComparison.Ordinal);
        Assert.Contains("topic=a&", await LinkAsync(("Topic", "a")), StringComparison.Ordinal);
        Assert.Single(_host.Journal.Entries, entry => entry == "shared link");
        Assert.Contains("topic=b&", await LinkAsync(("Topic", "b")), StringComparison.Ordinal);
        Assert.Equal(2, _host.Journal.Entries.Count(entry => entry == "shared link"));
        // The same parameters elsewhere on the page.
        var elsewhere = (await _host.Visit("mary").LoadAsync(_host.UrlOf<SharedFragment>(("Topic", "a"), ("HasLink", true)).In("elsewhere").Partial)).Find("a");
        Assert.Equal("#elsewhere", elsewhere.GetAttribute("hx-target"));
        Assert.Contains("_id=elsewhere", elsewhere.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Life", "00:00:00")]
    [InlineData("MostBytes", "0")]
    [InlineData("MostBytes", "2000")]
    public async Task Nothing_is_kept_where_there_is_no_room_or_the_site_keeps_nothing(string setting, string value)
    {
        await using var host = new TestHost();
        host.Settings[$"Components:Cache:{setting}"] = value;
        await host.InitializeAsync();
        foreach (var number in new[] { 1, 3 })
            Assert.Equal($"1 of a: {number}", Texts(await host.Visit("ada").LoadAsync(host.UrlOf<SharedFragment>(("Topic", "a")).Partial))[0]);
    }

    [Fact]
    public void What_is_asked_for_stays_when_much_is_kept_that_nobody_asks_for()
    {
        const int Most = 200_000, Letters = 2_000;
        var minute = new PartMinute(1, Most);
        var place = new PartPlace(typeof(SharedFragment), "en", "en", "/", "", FragmentTerms.Usual, false, "key");
        Shelf().Keep("asked", new KeptMarkup("markup"));
        Shelf().Keep("forgotten", new KeptMarkup("markup"));
        for (var i = 0; i < 1_000; i++)
        {
            Shelf().Keep(i, new KeptMarkup(new string('x', Letters)));
            Assert.Equal("markup", (Shelf().Find("asked") as KeptMarkup)?.Html);
        }
        Assert.Null(Shelf().Find("forgotten"));
        Assert.InRange(Enumerable.Range(0, 1_000).Count(i => Shelf().Find(i) is not null), 10, Most / (sizeof(char) * Letters));
        Assert.NotNull(Shelf().Find(999));
        // Nor anything that would take the room of many others.
        Shelf().Keep("huge", new KeptMarkup(new string('x', Most / 4)));
        Assert.Null(Shelf().Find("huge"));

        PartShelf Shelf() => new(minute, place);
    }

    // Signed in, so that no whole answer is kept; and the fragment does not allow that.
    private async Task<Page> LoadAsync(string topic, string? user = "mary", string language = "en", string page = TestHost.HostPage, bool isPersonal = false)
    {
        var url = _host.UrlOf<SharedFragment>(("Topic", topic), ("IsPersonal", isPersonal ? true : null));
        using var request = new HttpRequestMessage(HttpMethod.Get, page == TestHost.HostPage ? url.Partial : _host.UrlOn<SharedFragment>(page, ("Topic", topic)).Partial);
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("Accept-Language", language);
        return await _host.Visit(user).SendAsync(request);
    }

    private async Task<string> LinkAsync((string, object?) topic) =>
        (await _host.Visit("mary").LoadAsync(_host.UrlOf<SharedFragment>(topic, ("HasLink", true)).Partial)).Find("a").GetAttribute("href")!;

    private static string[] Texts(Page page) => [.. page.FindAll("p").Select(part => part.TextContent)];
}
