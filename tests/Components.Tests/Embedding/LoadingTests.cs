using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Components.Tests.Fixture;

namespace Components.Tests.Embedding;

/// <summary>What a tag on another site's page may say of how it is loaded.</summary>
public sealed class LoadingTests(TestHost host) : IClassFixture<TestHost>
{
    private const string Site = "https://loads.example";

    [Fact]
    public async Task It_may_be_loaded_later_again_as_things_change_and_into_another_element()
    {
        var (element, url, id) = await ShowAsync(("every", "30s"), ("times", "3"), ("delay", "2s"), ("pushed", ""), ("target", "sidebar"));
        Assert.Equal(("30000", "3"), (element.GetAttribute("data-component-every"), element.GetAttribute("data-component-times")));
        Assert.Equal("intersect once delay:2000ms, component:refresh", element.GetAttribute("hx-trigger"));
        Assert.Equal(("sidebar", "#sidebar"), (element.GetAttribute("data-component-target"), element.GetAttribute("hx-target")));
        Assert.StartsWith("live%3Aa~", element.GetAttribute("data-component-push"), StringComparison.Ordinal);
        Assert.Equal("sidebar", id);
        Assert.NotEqual("sidebar", element.Id);
        foreach (var address in new[] { url, element.GetAttribute("hx-get")! })
            Assert.Equal("a", (await host.Visit().AskAsync(address, Site)).Find(".live").TextContent);
    }

    [Fact]
    public async Task Where_it_says_nothing_of_it_nothing_is_there()
    {
        var (element, _, _) = await ShowAsync();
        Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("data-component", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("every", "9s", "it must be at least 00:00:10")]
    [InlineData("every", "soon", "it must be such as 30s")]
    [InlineData("times", "3", "so it needs 'every'")]
    [InlineData("target", "1 x", "cannot be the id of an element")]
    [InlineData("trap", "false", "there its visitor is not known")]
    [InlineData("budget", "1s", "is for its owner to say")]
    [InlineData("scope", "user", "an address there is for everybody")]
    [InlineData("loading", "x", "what stands between the tags is shown")]
    public async Task What_is_refused_is_refused_with_the_reason(string attribute, string value, string reason)
    {
        await host.Services.EnsureSiteAsync(host, Site);
        var (_, json) = await host.Visit().SignAsync(Site, EmbeddingSteps.Page("/", EmbeddingSteps.Tag("test/live", ("topic", "a"), (attribute, value))));
        Assert.Contains(reason, json.GetProperty("tags")[0].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private async Task<(IElement Element, string Url, string Id)> ShowAsync(params (string Name, string Value)[] attributes)
    {
        await host.Services.EnsureSiteAsync(host, Site);
        var (_, json) = await host.Visit().SignAsync(Site, EmbeddingSteps.Page("/", EmbeddingSteps.Tag("test/live", [("topic", "a"), .. attributes])));
        var tag = json.GetProperty("tags")[0];
        var element = new HtmlParser().ParseDocument(tag.GetProperty("html").GetString()!).QuerySelector("[data-fragment='test/live']")!;
        return (element, tag.GetProperty("url").GetString()!, tag.GetProperty("id").GetString()!);
    }
}
