using System.IO.Compression;
using System.Net;
using Components.Caching;
using Components.Push;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Tests.Caching;

/// <summary>Answers that serve everybody of whom nothing is known, and nobody else.</summary>
public sealed class AnswerCacheTests : IAsyncLifetime
{
    private readonly TestHost _host = new() { Languages = ["en", "ja"] };

    public async ValueTask InitializeAsync()
    {
        _host.Settings["Components:Cache:MostBytes"] = "1000000";
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        KeptFragment.Wait = null;
        await _host.DisposeAsync();
    }

    private AnswerCache Cache => _host.Services.GetRequiredService<AnswerCache>();

    [Fact]
    public async Task Whoever_comes_after_is_answered_with_the_same_bytes_and_nothing_is_made_for_them()
    {
        var url = UrlOf("a");
        var first = await _host.Visit().LoadAsync(url);
        var second = await _host.Visit().LoadAsync(url);
        Assert.Equal("1", NumberIn(first));
        Assert.Equal(first.Html, second.Html);
        foreach (var name in new[] { "Content-Type", "Content-Security-Policy", "X-Content-Type-Options", "Component-Fragment", "ETag", "Cache-Control", "Vary", "Content-Language" })
            Assert.Equal(first.Header(name), second.Header(name));
        Assert.Equal("public, no-cache", second.Header("Cache-Control"));
        Assert.Equal("2", NumberIn(await _host.Visit("ada").LoadAsync(url)));
    }

    [Fact]
    public async Task It_is_made_anew_when_one_of_its_tags_is_published_and_when_it_is_old()
    {
        var (a, b) = (UrlOf("a"), UrlOf("b"));
        Assert.Equal("1", await NumberAsync(a));
        Assert.Equal("1", await NumberAsync(b));
        Publish("test:b", "test:other");
        Assert.Equal("1", await NumberAsync(a));
        Assert.Equal("2", await NumberAsync(b));
        _host.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("1", await NumberAsync(a));
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("2", await NumberAsync(a));
    }

    [Theory]
    [InlineData("/pages/kept", 1)]
    [InlineData("/pages/kept/breaks", 2)]
    public async Task A_page_is_kept_unless_a_fragment_on_it_shows_an_error(string path, int made)
    {
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(made == 2, (await _host.Visit().OpenAsync(path)).FindAll(".component-problem").Count > 0);
        Assert.Equal(made, _host.Journal.Entries.Count(entry => entry == "kept page"));
    }

    [Theory]
    [InlineData("Cookie", "component-session=x", true)]
    [InlineData("Cookie", "component-flash=x", true)]
    [InlineData("Cookie", "_ga=GA1.2.3; anything=1", true)]
    [InlineData("Cookie", "_ga=GA1.2.3; _pk_id.1.1fff=x", false)]
    [InlineData("Authorization", "Bearer x", true)]
    [InlineData("Component-Visitor", "g1.x", true)]
    [InlineData("X-Forwarded-User", "ada", true)]
    [InlineData("X-User", "ada", true)]
    [InlineData("Range", "bytes=0-1", true)]
    [InlineData("User-Agent", "any", false)]
    public async Task Whoever_brings_something_of_their_own_is_answered_by_themselves(string header, string value, bool isOwn)
    {
        var url = UrlOf("a");
        await NumberAsync(url);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("HX-Request", "true");
        request.Headers.TryAddWithoutValidation(header, value);
        var page = await _host.Visit().SendAsync(request);
        Assert.Equal(isOwn ? "2" : "1", NumberIn(page));
        Assert.Equal(isOwn ? "no-cache, private" : "public, no-cache", page.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("cookie")]
    [InlineData("missing")]
    [InlineData("flash")]
    [InlineData("session")]
    [InlineData("holds")]
    public async Task What_is_not_for_everybody_is_not_kept(string does)
    {
        var url = _host.UrlOf<KeptFragment>(("Topic", does), ("Does", does)).Partial;
        Assert.Equal("1", await NumberAsync(url));
        Assert.Equal("2", await NumberAsync(url));
        Assert.Equal(0, Cache.Count);
    }

    [Fact]
    public async Task An_address_that_is_opened_as_a_document_leads_on_also_when_its_answer_is_kept()
    {
        var url = UrlOf("a");
        await NumberAsync(url);
        Assert.Equal(HttpStatusCode.SeeOther, (await _host.Visit().OpenAsync(url)).Status);
    }

    [Fact]
    public async Task Each_language_has_its_own()
    {
        var url = UrlOf("a");
        foreach (var (asked, text) in new[] { ("en", "Try again"), ("ja", "もう一度"), ("en", "Try again"), ("ja,en;q=0.5", "もう一度") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Add("HX-Request", "true");
            request.Headers.Add("Accept-Language", asked);
            Assert.Contains(text, (await _host.Visit().SendAsync(request)).Html, StringComparison.Ordinal);
        }
        using var chosen = new HttpRequestMessage(HttpMethod.Get, url);
        chosen.Headers.Add("HX-Request", "true");
        chosen.Headers.Add("Cookie", ".AspNetCore.Culture=c%3Dja%7Cuic%3Dja");
        Assert.Contains("もう一度", (await _host.Visit().SendAsync(chosen)).Html, StringComparison.Ordinal);
        Assert.Equal(2, Cache.Count);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task It_is_sent_compressed_to_who_takes_that(string encoding)
    {
        var url = _host.UrlOf<KeptFragment>(("Topic", "long"), ("Does", "long")).Partial;
        var plain = await _host.Visit().LoadAsync(url);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("Accept-Encoding", $"deflate, {encoding}");
        using var response = await _host.Visit().Client.SendAsync(request);
        Assert.Equal(encoding, Assert.Single(response.Content.Headers.ContentEncoding));
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream unpacked = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(plain.Html, await reader.ReadToEndAsync());
        Assert.True(response.Content.Headers.ContentLength < 1_000);

        using var again = new HttpRequestMessage(HttpMethod.Get, url);
        again.Headers.Add("HX-Request", "true");
        again.Headers.TryAddWithoutValidation("If-None-Match", response.Headers.ETag!.ToString());
        var unchanged = await _host.Visit().SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.Status);
        Assert.Equal("", unchanged.Html);
    }

    [Fact]
    public async Task What_was_not_asked_for_longest_goes_first_when_there_is_no_room()
    {
        for (var i = 0; i < 20; i++)
        {
            await NumberAsync(_host.UrlOf<KeptFragment>(("Topic", $"{i}"), ("Does", "long")).Partial);
            _host.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }
        Assert.InRange(Cache.Count, 1, 6);
        Assert.Equal("1", await NumberAsync(_host.UrlOf<KeptFragment>(("Topic", "19"), ("Does", "long")).Partial));
        Assert.Equal("2", await NumberAsync(_host.UrlOf<KeptFragment>(("Topic", "0"), ("Does", "long")).Partial));
    }

    [Fact]
    public async Task What_began_before_a_change_is_not_kept_after_it()
    {
        var (url, gate) = (UrlOf("slow"), new TaskCompletionSource());
        KeptFragment.Wait = _ => gate.Task;
        var old = NumberAsync(url);
        await Wait.UntilAsync(() => Made("slow") == 1);
        Publish("test:slow");
        gate.SetResult();
        Assert.Equal("1", await old);
        Assert.Equal("2", await NumberAsync(url));
        Assert.Equal("2", await NumberAsync(url));
    }

    [Fact]
    public async Task Many_who_ask_at_once_for_what_has_just_become_old_have_it_made_once()
    {
        var (url, gate) = (UrlOf("burst"), new TaskCompletionSource());
        await NumberAsync(url);
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        KeptFragment.Wait = _ => gate.Task;
        var asked = Enumerable.Range(0, 50).Select(_ => NumberAsync(url)).ToArray();
        await Wait.UntilAsync(() => Made("burst") == 2);
        gate.SetResult();
        Assert.All(await Task.WhenAll(asked), number => Assert.Equal("2", number));
    }

    [Fact]
    public async Task Nobody_who_asks_after_a_change_is_given_what_began_before_it()
    {
        var (url, gate) = (UrlOf("joined"), new TaskCompletionSource());
        await NumberAsync(url);
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        KeptFragment.Wait = _ => gate.Task;
        var before = NumberAsync(url);
        await Wait.UntilAsync(() => Made("joined") == 2);
        Publish("test:joined");
        var after = NumberAsync(url);
        gate.SetResult();
        Assert.Equal("2", await before);
        Assert.Equal("3", await after);
    }

    private string UrlOf(string topic) => _host.UrlOf<KeptFragment>(("Topic", topic)).Partial;

    private async Task<string> NumberAsync(string url) => NumberIn(await _host.Visit().LoadAsync(url));

    private static string NumberIn(Page page) => page.Find(".kept").TextContent;

    private int Made(string topic) => _host.Journal.Entries.Count(entry => entry == $"kept {topic}");

    private void Publish(params string[] tags) => _host.Services.GetRequiredService<IChanges>().Publish(tags);
}
