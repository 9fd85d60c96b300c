using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Components.Embedding;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Embedding;

/// <summary>Several loads of another site's page in one request: each as by itself, and nothing that is not that page's.</summary>
public sealed class EmbeddedBatchTests : IAsyncLifetime
{
    private const string Site = "https://blog.example";
    private static readonly string Guest = new('A', 43);
    private readonly KestrelHost _host = new();
    private readonly HttpClient _client = KestrelHost.CreateClient();

    private sealed record Answer(string Url, int Status, Dictionary<string, string> Headers, string Html);

    public async ValueTask InitializeAsync()
    {
        _host.Settings["Components:Batch"] = "true";
        await _host.InitializeAsync();
        await _host.RegisterSiteAsync(Site);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Each_has_what_it_would_have_by_itself_and_the_page_may_read_it()
    {
        string[] urls = [Live("a"), Live("b"), Live("a").Replace("topic=a", "topic=c", StringComparison.Ordinal)];
        using var response = await SendAsync(urls, Site);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Site, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
        var answers = await ReadAsync(response);
        Assert.Equal([200, 200, 403], urls.Select(url => answers[url].Status));
        foreach (var url in urls)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _host.Exactly(url));
            request.Headers.Add("Origin", Site);
            using var alone = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(await alone.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answers[url].Html);
        }
        using var again = await SendAsync(JsonContent.Create(new[] { new { url = urls[0], etag = answers[urls[0]].Headers["etag"] } }), Site);
        Assert.Equal(304, (await ReadAsync(again))[urls[0]].Status);
    }

    [Fact]
    public async Task The_visitor_is_known_by_the_header_and_by_nothing_else()
    {
        var url = Path(_host.EmbeddedUrl<VisitorFragment>(Site, "/1").Partial);
        using var response = await SendAsync([url], Site, ("Component-Visitor", $"g1.{Guest}"), ("X-User", "ada"));
        var answer = (await ReadAsync(response))[url];
        Assert.Contains($"<p class=\"guest\">{Guest}</p>", answer.Html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"member\">nobody", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_renewed_comes_with_the_answer_in_which_it_was()
    {
        var (tokens, members) = (_host.Services.GetRequiredService<VisitorTokens>(), _host.Services.GetRequiredService<TestMembers>());
        var mary = members.All["mary"] = new Member("mary", "Mary", "stamp");
        var token = tokens.Write(VisitorToken.For(mary, _host.Clock.GetUtcNow(), TimeSpan.FromHours(1)), Site);
        _host.Clock.Advance(TimeSpan.FromMinutes(40));
        var url = Path(_host.EmbeddedUrl<VisitorFragment>(Site, "/1").Partial);
        using var response = await SendAsync([url], Site, ("Component-Visitor", token));
        var answer = (await ReadAsync(response))[url];
        Assert.Contains("mary Mary", answer.Html, StringComparison.Ordinal);
        Assert.NotEqual(token, answer.Headers["component-visitor"]);
        Assert.Equal("mary", tokens.Read(answer.Headers["component-visitor"], Site)?.Id);
        Assert.Equal("no-store", answer.Headers["cache-control"]);
    }

    [Fact]
    public async Task What_was_signed_for_others_is_not_asked_on_behalf_of_this_page()
    {
        const string Other = "https://neighbour.example";
        await _host.RegisterSiteAsync(Other);
        var own = _host.UrlOf<SubjectFragment>(("Subject", "secret")).Partial;
        foreach (var url in new[] { own, Path(_host.EmbeddedUrl<LiveFragment>(Other, "/1", ("Topic", "secret")).Partial), "/page", "https://evil.example/" })
        {
            using var refused = await SendAsync([Live("a"), url], Site);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        // Only what it says of itself looks right.
        var marked = $"{own}&_origin={Uri.EscapeDataString(Site)}&_sig=1.a.p.b";
        using var response = await SendAsync([marked], Site);
        var answer = (await ReadAsync(response))[marked];
        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain("secret", answer.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://unknown.example"), InlineData("null"), InlineData("https://blog.example.evil.example"), InlineData("http://blog.example"), InlineData("https://BLOG.example"), InlineData(null)]
    [InlineData("http://localhost")]
    public async Task No_other_page_is_answered(string? origin)
    {
        using var response = await SendAsync([Live("a")], origin);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_site_that_is_switched_off_is_refused_and_can_read_that()
    {
        await _host.Services.SwitchSiteAsync(Site, isOn: false);
        using var response = await SendAsync([Live("a")], Site);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(Site, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task A_browser_that_asks_first_is_told_so_and_a_page_learns_with_its_tags_whether_it_may()
    {
        foreach (var (origin, allowed) in new[] { (Site, Site), ("https://unknown.example", null) })
        {
            using var question = new HttpRequestMessage(HttpMethod.Options, _host.Exactly("/c/_batch"));
            question.Headers.Add("Origin", origin);
            using var answer = await _client.SendAsync(question, TestContext.Current.CancellationToken);
            Assert.Equal(allowed, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null);
        }
        Assert.True(await BatchesAsync(_host));
        await using var other = new KestrelHost();
        await other.InitializeAsync();
        await other.RegisterSiteAsync(Site);
        Assert.False(await BatchesAsync(other));
    }

    private async Task<bool> BatchesAsync(KestrelHost host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Exactly("/c/_sign")) { Content = JsonContent.Create(EmbeddingSteps.Page("/1")) };
        request.Headers.Add("Origin", Site);
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("batch").GetBoolean();
    }

    private string Live(string topic) => Path(_host.EmbeddedUrl<LiveFragment>(Site, "/1", ("topic", topic)).Partial);

    // As the page's script asks: below this site's address.
    private static string Path(string url) => url["http://localhost".Length..];

    private Task<HttpResponseMessage> SendAsync(string[] urls, string? origin, params (string Name, string Value)[] headers) =>
        SendAsync(JsonContent.Create(urls.Select(url => new { url })), origin, headers);

    private Task<HttpResponseMessage> SendAsync(HttpContent content, string? origin, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _host.Exactly("/c/_batch")) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<Dictionary<string, Answer>> ReadAsync(HttpResponseMessage response) =>
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Answer>(line, JsonSerializerOptions.Web)!).ToDictionary(answer => answer.Url);
}
