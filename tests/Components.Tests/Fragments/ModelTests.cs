using System.Net;
using System.Text.Json;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments;

/// <summary><c>/c/….json</c>, and what is made up in development.</summary>
public sealed class ModelTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_model_is_answered_as_JSON_in_camelCase()
    {
        var page = await host.Visit().OpenAsync(host.UrlOf<ModelFragment>(("Subject", "x")).Json);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("application/json; charset=utf-8", page.Header("Content-Type"));
        Assert.Equal("""{"subject":"x","kind":"onDemand","markup":"\u003Cb\u003Eあ\u003C/b\u003E"}""", page.Html);
        Assert.NotNull(page.Header("ETag"));
        Assert.Equal("no-cache, private", page.Header("Cache-Control"));
    }

    [Fact]
    public async Task A_model_is_verified_as_the_fragment_is()
    {
        var address = host.UrlOf<ModelFragment>(("Subject", "x")).Json;
        foreach (var (url, status) in new[]
        {
            (address.Replace("subject=x", "subject=y", StringComparison.Ordinal), HttpStatusCode.Forbidden),
            ("/c/test/model.json", HttpStatusCode.Forbidden),
            (host.UrlOf<ModelFragment>(("Nothing", "x")).Json, HttpStatusCode.BadRequest),
            (host.UrlOf<MembersModelFragment>().Json, HttpStatusCode.Unauthorized),
        })
        {
            var page = await host.Visit().OpenAsync(url);
            Assert.Equal(status, page.Status);
            Assert.Equal("application/problem+json", page.Header("Content-Type"));
            Assert.Equal((int)status, JsonDocument.Parse(page.Html).RootElement.GetProperty("status").GetInt32());
        }
        Assert.Equal("""{"secret":"for members"}""", (await host.Visit("ada").OpenAsync(host.UrlOf<MembersModelFragment>().Json)).Html);
    }

    [Fact]
    public async Task A_fragment_without_a_model_is_a_clear_404()
    {
        var page = await host.Visit().OpenAsync(host.UrlOf<SubjectFragment>(("Subject", "x")).Json);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("gives no model", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_ending_is_a_clear_404()
    {
        var page = await host.Visit().OpenAsync(host.UrlOf<ModelFragment>().Json.Replace(".json", ".xml", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("no such form", page.Html, StringComparison.Ordinal);
        Assert.Empty((await host.Visit().OpenAsync("/c/nothing/here.xml")).Html);
    }

    [Fact]
    public async Task Outside_of_development_nothing_is_made_up_for_a_fragment_without_markup()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await host.Visit().LoadAsync(host.UrlOf<ModelOnlyFragment>().Partial)).Status);
        var page = await host.Visit().OpenAsync("/page/model-only");
        Assert.Contains("after", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Things", page.Html, StringComparison.Ordinal);
        Assert.Contains(host.Log.Lines, line => line.Contains("has a model and no markup", StringComparison.Ordinal));
        Assert.Contains("Things", (await host.Visit().OpenAsync(host.UrlOf<ModelOnlyFragment>().Json)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_development_a_fragment_without_markup_shows_its_model()
    {
        await using var developer = new TestHost { Environment = "Development" };
        await developer.InitializeAsync();
        foreach (var page in new[] { await developer.Visit().LoadAsync(developer.UrlOf<ModelOnlyFragment>().Partial), await developer.Visit().OpenAsync("/page/model-only") })
        {
            Assert.Equal("Things", page.Find("dl > dd").TextContent);
            Assert.Equal(["a", "b"], page.FindAll("ul > li").Select(item => item.TextContent));
            Assert.Equal(["name", "count", "first", "1", "<second>", "2"], page.FindAll("tr > *").Select(cell => cell.TextContent));
        }
    }
}
