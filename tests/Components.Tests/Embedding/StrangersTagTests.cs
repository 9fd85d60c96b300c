using System.Net;
using System.Text.Json;
using Components.Tests.Fixture;

namespace Components.Tests.Embedding;

/// <summary>Tags as no page has them, but as anybody can send them who says that they are a registered site's.</summary>
public sealed class StrangersTagTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("data-hx-get"), InlineData("data-hx-on:click"), InlineData("hx-get"), InlineData("data-component-push"), InlineData("data-fragment"), InlineData("data-x onclick")]
    [InlineData("data-x><script>alert(1)</script><p"), InlineData("data-x=\"1\""), InlineData("data-"), InlineData("aria-a/b"), InlineData("data-x\n")]
    public async Task An_attribute_is_a_plain_name_that_nothing_runs(string name)
    {
        await host.Services.EnsureSiteAsync(host, "https://names.example");
        var (_, json) = await host.Visit().SignAsync("https://names.example", EmbeddingSteps.Page("/", EmbeddingSteps.Tag("test/embedded", ("subject", "/1"), (name, "x"))));
        var tag = json.GetProperty("tags")[0];
        Assert.Contains("has no parameter", tag.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, tag.GetProperty("html").ValueKind);
    }

    [Theory]
    [InlineData("load", "lo-ad"), InlineData("lo-ad", "load"), InlineData("-load", "l-oad")]
    public async Task No_spelling_makes_more_come_with_the_signature_than_its_author_allows(string first, string second)
    {
        await host.Services.EnsureSiteAsync(host, "https://spelled.example");
        var (_, json) = await host.Visit().SignAsync("https://spelled.example", EmbeddingSteps.Page("/", EmbeddingSteps.Tag("test/embedded", ("subject", "/1"), (first, "on-load"), (second, "inline"))));
        Assert.False(json.GetProperty("tags")[0].GetProperty("isInline").GetBoolean());
    }

    [Fact]
    public async Task A_tag_of_nothing_but_mistakes_is_not_answered_with_many_times_its_size()
    {
        await host.Services.EnsureSiteAsync(host, "https://mistakes.example");
        var mistakes = Enumerable.Range(0, 3_000).Select(i => ($"x{i}", "1")).Prepend(("subject", "/1")).ToArray();
        var (answer, _) = await host.Visit().SignAsync("https://mistakes.example", EmbeddingSteps.Page("/", EmbeddingSteps.Tag("test/embedded", mistakes)));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.InRange(answer.Html.Length, 100, 20_000);
    }

    [Theory]
    [InlineData("""{"page":"/\ud800","tags":[]}"""), InlineData("""{"page":"/","query":"?\udc00","tags":[]}"""), InlineData("""{"page":"/","tags":[{"name":"test/embedded","attributes":{"subject":"\ud800"}}]}""")]
    [InlineData("""{"page":"/","tags":[{"name":"test/embedded","attributes":{"\ud800":"1"}}]}""")]
    public async Task Half_a_letter_is_not_understood(string body)
    {
        await host.Services.EnsureSiteAsync(host, "https://halves.example");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/c/_sign") { Content = new StringContent(body) };
        request.Headers.Add("Origin", "https://halves.example");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Visit().SendAsync(request)).Status);
    }
}
