using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments;

/// <summary>Several loads in one request.</summary>
public sealed class BatchTests : IAsyncLifetime
{
    private readonly KestrelHost _host = new();
    private readonly HttpClient _client = KestrelHost.CreateClient();

    private sealed record Answer(string Url, int Status, Dictionary<string, string> Headers, string Html);

    public async ValueTask InitializeAsync()
    {
        _host.Settings["Components:Batch"] = "true";
        _host.Settings["Components:BatchSize"] = "5";
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Each_has_what_it_would_have_by_itself()
    {
        string[] urls = [Subject("a"), Subject("b"), _host.UrlOf<MissingFragment>().Partial, _host.UrlOf<FailingFragment>().Partial, Subject("a").Replace("=a", "=c", StringComparison.Ordinal)];
        var answers = await AskAsync(urls);
        foreach (var url in urls)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _host.Exactly(url));
            request.Headers.Add("HX-Request", "true");
            using var alone = await _client.SendAsync(request);
            var answer = answers[url];
            Assert.Equal((int)alone.StatusCode, answer.Status);
            Assert.Equal(await alone.Content.ReadAsStringAsync(), answer.Html);
            foreach (var (name, values) in alone.Headers.NonValidated.Where(header => header.Key is not ("Date" or "Server" or "Transfer-Encoding")))
                Assert.Equal(values.ToString(), answer.Headers[name.ToLowerInvariant()]);
        }
        Assert.Equal([200, 200, 404, 500, 403], urls.Select(url => answers[url].Status));
    }

    [Fact]
    public async Task What_stands_in_the_page_already_is_304()
    {
        var tag = (await AskAsync(Subject("a")))[Subject("a")].Headers["etag"];
        using var response = await SendAsync(JsonContent.Create(new[] { new { url = Subject("a"), etag = tag } }));
        var answer = JsonSerializer.Deserialize<Answer>(await response.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
        Assert.Equal((304, ""), (answer.Status, answer.Html));
    }

    [Fact]
    public async Task The_visitor_is_the_same()
    {
        var url = _host.UrlFor<MineFragment>("ada", null, ("Number", 1)).Partial;
        Assert.Equal(401, (await AskAsync(url))[url].Status);
        _client.DefaultRequestHeaders.Add("X-User", "bob");
        Assert.Equal(403, (await AskAsync(url))[url].Status);
        _client.DefaultRequestHeaders.Remove("X-User");
        _client.DefaultRequestHeaders.Add("X-User", "ada");
        Assert.Contains("for ada", (await AskAsync(url))[url].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_one_holds_nobody_up()
    {
        var (slow, fast) = (_host.UrlOf<GatedFragment>().Partial, Subject("fast"));
        using var response = await SendAsync(JsonContent.Create(new[] { new { url = slow }, new { url = fast } }), HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Contains("fast", await lines.ReadLineAsync(), StringComparison.Ordinal);
        GatedFragment.Gate.TrySetResult();
        Assert.Contains("slow", await lines.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Null(await lines.ReadLineAsync());
    }

    [Fact]
    public async Task Scopes_are_not_shared()
    {
        var urls = Enumerable.Range(0, 5).Select(number => _host.UrlOf<ContextFragment>(("Number", number)).Partial).ToArray();
        var answers = await AskAsync(urls);
        // Each sees its own request by the accessor, and its own scope.
        foreach (var url in urls)
            Assert.Contains(WebUtility.HtmlEncode(url), answers[url].Html, StringComparison.Ordinal);
        Assert.Equal(5, answers.Values.Select(answer => answer.Html[..answer.Html.IndexOf('|', StringComparison.Ordinal)]).Distinct().Count());
    }

    [Fact]
    public async Task Nothing_but_loads_of_fragments_is_answered()
    {
        string[] urls = ["/page", "https://evil.example/", "/c/_events?on=x", "c/test/subject", "/c/../page"];
        foreach (var answer in (await AskAsync(urls)).Values)
            Assert.Equal((404, ""), (answer.Status, answer.Html));
    }

    [Fact]
    public async Task Bad_batches_are_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("[]"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("{"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("""[{"etag":"x"}]"""));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("[null]"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync($"[{string.Join(',', Enumerable.Repeat("""{"url":"/c/x"}""", 6))}]"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync($$"""[{"url":"{{new string('x', 300_000)}}"}]"""));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("""[{"url":"/c/x"}]""", "cross-site"));
        await using var other = new TestHost();
        await other.InitializeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/c/_batch") { Content = JsonContent.Create(new[] { new { url = "/c/x" } }) };
        Assert.Equal(HttpStatusCode.NotFound, (await other.Visit().SendAsync(request)).Status);
    }

    private string Subject(string subject) => _host.UrlOf<SubjectFragment>(("Subject", subject)).Partial;

    private async Task<HttpStatusCode> StatusAsync(string json, string from = "same-origin")
    {
        using var response = await SendAsync(new StringContent(json, System.Text.Encoding.UTF8, "application/json"), from: from);
        return response.StatusCode;
    }

    private async Task<Dictionary<string, Answer>> AskAsync(params string[] urls)
    {
        using var response = await SendAsync(JsonContent.Create(urls.Select(url => new { url })));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Answer>(line, JsonSerializerOptions.Web)!).ToDictionary(answer => answer.Url);
    }

    private Task<HttpResponseMessage> SendAsync(HttpContent content, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead, string from = "same-origin")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _host.Exactly("/c/_batch")) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", from);
        return _client.SendAsync(request, until);
    }
}
