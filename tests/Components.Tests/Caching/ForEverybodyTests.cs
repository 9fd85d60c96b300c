using Components.Push;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Tests.Caching;

/// <summary>Tags of fragments that show the same to everybody: made once for all who see a page, until what they depend on changes.</summary>
public sealed class ForEverybodyTests : IAsyncLifetime
{
    private readonly TestHost _host = new() { Languages = ["en", "ja"] };

    public async ValueTask InitializeAsync() => await _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        EverybodyFragment.Wait = null;
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_tag_is_made_once_for_everybody_with_its_element()
    {
        var first = await OpenAsync();
        Assert.Equal(("a 1", "b 1"), (TextOf(first, 0), TextOf(first, 1)));
        foreach (var user in new[] { "jane", "mary" })
        {
            var page = await OpenAsync(user);
            Assert.Equal(("a 1", "b 1"), (TextOf(page, 0), TextOf(page, 1)));
            Assert.Equal(Elements(first)[..2].Select(element => element.OuterHtml), Elements(page)[..2].Select(element => element.OuterHtml));
            Assert.Equal("own", Elements(page)[0].ClassList[1]);
            // What loads it anew and brings the page its scripts is there, once.
            Assert.Single(page.FindAll("script[src*='htmx']"));
        }
        Assert.Equal(1, MadeOf("b"));
    }

    [Fact]
    public async Task The_same_tag_again_on_a_page_has_an_element_of_its_own_each_time()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var ids = Elements(await OpenAsync()).Select(element => element.Id).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.Equal($"{ids[0]}-2", ids[2]);
        }
    }

    [Fact]
    public async Task What_is_kept_is_not_shown_where_something_else_on_the_page_has_its_id()
    {
        Assert.Equal("b 1", TextOf(await OpenAsync(), 1));
        var page = await OpenAsync("ada");
        Assert.Equal(("b 2", "b 3"), (TextOf(page, 0), TextOf(page, 2)));
        Assert.Equal($"{Elements(page)[0].Id}-2", Elements(page)[2].Id);
        Assert.Equal("b 1", TextOf(await OpenAsync(), 1));
    }

    [Fact]
    public async Task What_holds_another_or_fails_or_says_more_to_the_engine_is_made_each_time()
    {
        foreach (var _ in Enumerable.Range(0, 3))
            await OpenAsync();
        foreach (var topic in new[] { "holds", "fails", "breaks", "ordered" })
            Assert.Equal(3, MadeOf(topic));
        Assert.Equal(1, MadeOf("b"));
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_page_with_an_address_for_one_visitor_but_it_takes_what_is_there()
    {
        Assert.Equal("b 1", TextOf(await OpenAsync("eve"), 1));
        Assert.Equal("b 2", TextOf(await OpenAsync(), 1));
        Assert.Equal("b 2", TextOf(await OpenAsync("eve"), 1));
    }

    [Fact]
    public async Task It_is_made_anew_when_one_of_its_tags_is_published_and_in_the_next_minute()
    {
        await OpenAsync();
        Publish("test:b", "test:other");
        Assert.Equal("b 2", TextOf(await OpenAsync(), 1));
        Assert.Equal("b 2", TextOf(await OpenAsync(), 1));
        Publish("test:other");
        Assert.Equal("b 2", TextOf(await OpenAsync(), 1));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("b 3", TextOf(await OpenAsync(), 1));
    }

    [Fact]
    public async Task What_was_read_before_a_change_is_shown_to_nobody_who_comes_after_it()
    {
        var (hasRead, mayGoOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        EverybodyFragment.Wait = async () =>
        {
            hasRead.TrySetResult();
            await mayGoOn.Task;
        };
        var before = OpenAsync();
        await hasRead.Task;
        Publish("test:b");
        mayGoOn.SetResult();
        Assert.Equal("b 1", TextOf(await before, 1));
        Assert.Equal("b 2", TextOf(await OpenAsync(), 1));
    }

    [Fact]
    public async Task It_is_made_for_each_page_each_language_and_each_key_of_the_site()
    {
        Assert.Equal("b 1", TextOf(await OpenAsync(), 1));
        var other = await OpenAsync(path: "/pages/text/other");
        Assert.Equal("b 2", TextOf(other, 1));
        Assert.Contains("_page=%2Fpages%2Ftext%2Fother&", Elements(other)[1].GetAttribute("hx-get"), StringComparison.Ordinal);
        var japanese = await OpenAsync(language: "ja");
        Assert.Equal("b 3", TextOf(japanese, 1));
        Assert.NotEqual("Try again", Elements(japanese)[1].QuerySelector("p")!.GetAttribute("title"));
        _host.Keys.Rotate();
        Assert.Equal("b 4", TextOf(await OpenAsync(), 1));
        // What an address asks of the fragments on a page concerns this request alone.
        Assert.Equal("b 5", TextOf(await OpenAsync(path: "/pages/text?asks=1"), 1));
        Assert.Equal("b 4", TextOf(await OpenAsync(), 1));
    }

    [Fact]
    public async Task A_text_that_is_kept_as_a_whole_shows_what_changes_in_it()
    {
        var first = await ListAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal(first, await ListAsync());
        Assert.Contains("<ul><li><div id=", first, StringComparison.Ordinal);
        foreach (var (topic, words) in new[] { ("c", "c 2,d 1"), ("d", "c 2,d 2"), ("d", "c 2,d 3"), ("other", "c 2,d 3") })
        {
            Publish($"test:{topic}");
            for (var i = 0; i < 3; i++)
                Assert.Equal(words, Words(await OpenAsync(path: "/pages/text/list")));
        }
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("c 3,d 4", Words(await OpenAsync(path: "/pages/text/list")));
    }

    [Fact]
    public async Task One_that_is_kept_as_a_whole_is_not_shown_where_something_else_on_the_page_has_one_of_its_ids()
    {
        for (var i = 0; i < 3; i++)
            await ListAsync();
        var page = await OpenAsync("ada", "/pages/text/list");
        Assert.Equal("c 2,c 3,d 1", Words(page));
        Assert.Equal($"{Elements(page)[0].Id}-2", Elements(page)[1].Id);
        Assert.Equal("c 1,d 1", Words(await OpenAsync(path: "/pages/text/list")));
    }

    private async Task<string> ListAsync() => (await OpenAsync(path: "/pages/text/list")).Find("ul").OuterHtml;

    private static string Words(Page page) => string.Join(',', Enumerable.Range(0, Elements(page).Length).Select(number => TextOf(page, number)));

    private async Task<Page> OpenAsync(string user = "mary", string path = "/pages/text", string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Language", language);
        return await _host.Visit(user).SendAsync(request);
    }

    private void Publish(params string[] tags) => _host.Services.GetRequiredService<IChanges>().Publish(tags);

    private int MadeOf(string topic) => _host.Journal.Entries.Count(entry => entry == $"everybody {topic}");

    private static AngleSharp.Dom.IElement[] Elements(Page page) => [.. page.FindAll("[data-fragment='test/everybody']")];

    private static string TextOf(Page page, int number) => Elements(page)[number].QuerySelector("p")!.TextContent;
}
