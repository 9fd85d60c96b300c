using System.Net;
using System.Text.Json;
using Components.Tests.Fixture;

namespace Components.Tests.Embedding;

public sealed class SigningTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_tag_is_answered_with_its_element_and_absolute_addresses_for_that_site()
    {
        await host.RegisterSiteAsync("https://blog.example");
        var (answer, json) = await host.Visit().SignAsync("https://blog.example", EmbeddingSteps.Page("/blog/1", EmbeddingSteps.Tag("test/embedded", ("subject", "/blog/1"), ("size", "2"))));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("https://blog.example", answer.Header("Access-Control-Allow-Origin"));
        Assert.Contains("Origin", answer.Header("Vary"), StringComparison.Ordinal);
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));
        var tag = json.GetProperty("tags")[0];
        var url = tag.GetProperty("url").GetString()!;
        Assert.StartsWith("http://localhost/c/test/embedded?size=2&subject=https%3A%2F%2Fblog.example%2Fblog%2F1&_page=%2Fblog%2F1&_origin=https%3A%2F%2Fblog.example&_sig=", url, StringComparison.Ordinal);
        Assert.StartsWith("http://localhost/c/test/embedded.html?", tag.GetProperty("document").GetString(), StringComparison.Ordinal);
        Assert.Equal("Embedded", tag.GetProperty("title").GetString());
        var element = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(tag.GetProperty("html").GetString()!).QuerySelector("[data-fragment='test/embedded']")!;
        Assert.Equal((tag.GetProperty("id").GetString(), url), (element.Id, element.GetAttribute("hx-get")));
        Assert.StartsWith("intersect", element.GetAttribute("hx-trigger"), StringComparison.Ordinal);
        Assert.StartsWith("http://localhost/c/_/", json.GetProperty("assets").GetProperty("start").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/blog/1", "https://where.example/blog/1")]
    [InlineData("2", "https://where.example/blog/2")]
    [InlineData("https://where.example/x", "https://where.example/x")]
    [InlineData("https://WHERE.example:443/x#y", "https://where.example/x")]
    [InlineData("../a/./b", "https://where.example/a/b")]
    [InlineData("/ü", "https://where.example/%C3%BC")]
    [InlineData("?id=5", "https://where.example/blog/1?id=5")]
    [InlineData("//where.example/y", "https://where.example/y")]
    public async Task A_subject_is_an_address_of_the_site(string written, string subject) => Assert.Equal(subject, await SubjectAsync(written));

    [Theory]
    [InlineData("https://other.example/blog/1"), InlineData("//other.example/1"), InlineData("http://where.example/1"), InlineData("https://where.example:8443/1")]
    [InlineData("https://where.example.evil.example/1"), InlineData("https://where.example@evil.example/1"), InlineData("https://ada@where.example/1")]
    [InlineData("javascript:alert(1)"), InlineData("\\\\other.example/1"), InlineData("/\\other.example/1"), InlineData("data:text/html,x"), InlineData("file:///etc/passwd"), InlineData("/a\u0000b")]
    public async Task A_subject_of_another_site_is_refused(string written) => Assert.Null(await SubjectAsync(written));

    [Theory]
    [InlineData("test/embedded", "policy", "open", "'policy' cannot be set")]
    [InlineData("test/embedded", "scope", "user", "'scope' cannot be set")]
    [InlineData("test/embedded", "onclick", "alert(1)", "has no parameter 'onclick'")]
    [InlineData("test/embedded", "size", "99", "cannot be used")]
    [InlineData("test/embedded", "siez", "9", "Do you mean 'size'?")]
    [InlineData("test/subject", "subject", "/x", "is not for other sites' pages")]
    [InlineData("test/subjct", "subject", "/x", "There is no fragment 'test/subjct'. Those in use are: test/embedded")]
    [InlineData("test/embeded", "subject", "/x", "Do you mean 'test/embedded'?")]
    [InlineData("", "subject", "/x", "does not say which fragment")]
    public async Task What_a_stranger_may_not_say_is_refused_with_words_for_whoever_wrote_it(string name, string attribute, string value, string error)
    {
        await host.Services.EnsureSiteAsync(host, $"https://strange{name.Length}{attribute}.example");
        var (_, json) = await host.Visit().SignAsync($"https://strange{name.Length}{attribute}.example", EmbeddingSteps.Page("/", EmbeddingSteps.Tag(name, ("subject", "/1"), (attribute == "subject" ? "title" : attribute, value))));
        var tag = json.GetProperty("tags")[0];
        Assert.Contains(error, tag.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("This part of the page is not available.", tag.GetProperty("note").GetString());
        Assert.Equal(JsonValueKind.Null, tag.GetProperty("url").ValueKind);
    }

    [Theory]
    [InlineData(null), InlineData("null"), InlineData("*"), InlineData(""), InlineData("https://exact.example.evil.example"), InlineData("https://evilexact.example"), InlineData("http://exact.example")]
    [InlineData("https://exact.example:444"), InlineData("https://exact.example/"), InlineData("https://EXACT.example"), InlineData("https://sub.exact.example"), InlineData("http://localhost")]
    [InlineData("https://exact.example, https://evil.example"), InlineData("https://exact.example https://evil.example")]
    public async Task Nobody_else_is_signed_for(string? origin)
    {
        if (origin is null)
            await host.RegisterSiteAsync("https://exact.example");
        var (answer, _) = await host.Visit().SignAsync(origin, EmbeddingSteps.Page("/", EmbeddingSteps.Tag("test/embedded", ("subject", "/1"))));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Null(answer.Header("Access-Control-Allow-Origin"));
        Assert.DoesNotContain("_sig", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_is_switched_off_gets_a_quiet_note_that_its_pages_can_read()
    {
        await host.RegisterSiteAsync("https://off.example", isOn: false);
        var (answer, json) = await host.Visit().SignAsync("https://off.example", EmbeddingSteps.Page("/", EmbeddingSteps.Tag("test/embedded", ("subject", "/1"))));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal("https://off.example", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("This part of the page is not available.", json.GetProperty("note").GetString());
    }

    public static TheoryData<string> Nonsense =>
    [
        "", "{", "[]", "null", "1", "{}", """{"page":"/"}""", """{"tags":[]}""", """{"page":"//evil.example","tags":[]}""", """{"page":"https://evil.example/","tags":[]}""",
        """{"page":"/a?b","tags":[]}""", """{"page":"/a\\b","tags":[]}""", """{"page":"blog","tags":[]}""", """{"page":"/","tags":"x"}""", """{"page":"/","tags":[1]}""",
        """{"page":"/","tags":[[[[[[[[[[[[]]]]]]]]]]]]}""", $$"""{"page":"/{{new string('x', 3000)}}","tags":[]}""", $$"""{"page":"/","tags":[{{string.Join(',', Enumerable.Repeat("{}", 101))}}]}""",
        $$"""{"page":"/","tags":[],"filler":"{{new string('x', 70_000)}}"}""",
    ];

    [Theory, MemberData(nameof(Nonsense))]
    public async Task What_is_not_understood_is_said_so(string body)
    {
        var origin = $"https://nonsense{Nonsense.ToList().FindIndex(row => row.Data == body)}.example";
        await host.RegisterSiteAsync(origin);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/c/_sign") { Content = new StringContent(body) };
        request.Headers.Add("Origin", origin);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Visit().SendAsync(request)).Status);
    }

    [Fact]
    public async Task Missing_and_empty_tags_are_mistakes_of_their_own()
    {
        await host.RegisterSiteAsync("https://empty.example");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/c/_sign") { Content = new StringContent("""{"page":"/","tags":[null,{},{"name":"test/embedded","attributes":{"subject":null}}]}""") };
        request.Headers.Add("Origin", "https://empty.example");
        var answer = await host.Visit().SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(2, JsonDocument.Parse(answer.Html).RootElement.GetProperty("tags").EnumerateArray().Count(tag => tag.GetProperty("error").ValueKind == JsonValueKind.String));
    }

    private async Task<string?> SubjectAsync(string written)
    {
        if (await host.Services.FindSiteAsync("https://where.example") is null)
            await host.RegisterSiteAsync("https://where.example");
        var (_, json) = await host.Visit().SignAsync("https://where.example", EmbeddingSteps.Page("/blog/1", EmbeddingSteps.Tag("test/embedded", ("subject", written))));
        if (json.GetProperty("tags")[0].GetProperty("url").GetString() is not { } url)
            return null;
        return (await host.Visit().AskAsync(url, "https://where.example")).Find(".subject").TextContent;
    }
}

/// <summary>Limits of a site of its own, which are used up.</summary>
public sealed class SigningLimitTests : IAsyncLifetime
{
    private readonly TestHost _host = new();

    public ValueTask InitializeAsync()
    {
        _host.Settings["Embedding:PagesPerMinute"] = "3";
        return _host.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_again_and_nothing_is_ever_written()
    {
        await _host.RegisterSiteAsync("https://often.example");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await _host.Visit().SignAsync("https://often.example", EmbeddingSteps.Page("/", EmbeddingSteps.Tag("test/embedded", ("subject", "/1"))))).Answer.Status);
        var (answer, _) = await _host.Visit().SignAsync("https://often.example", EmbeddingSteps.Page("/"));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.True(int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal("https://often.example", answer.Header("Access-Control-Allow-Origin"));
        Assert.Contains("Retry-After", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }
}
