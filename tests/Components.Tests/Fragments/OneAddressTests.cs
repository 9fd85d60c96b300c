using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments;

/// <summary>What leads to a fragment bears one address; its other one is found out in the browser.</summary>
public sealed class OneAddressTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("a", "href")]
    [InlineData("form", "action")]
    [InlineData("button", "formaction")]
    public async Task It_is_the_documents_and_becomes_the_fragments_own_without_its_ending(string element, string attribute)
    {
        var plain = await FindAsync($"{element}.plain");
        Assert.False(plain.HasAttribute("hx-get") || plain.HasAttribute("hx-post") || plain.HasAttribute("hx-swap"));
        Assert.NotNull(plain.GetAttribute("hx-target"));
        var document = plain.GetAttribute(attribute)!;
        Assert.Equal(2, document.Split(".html?").Length);
        var partial = document.Replace(".html?", "?", StringComparison.Ordinal);
        var answer = element == "a" ? await host.Visit().LoadAsync(partial) : await host.Visit().PostAsync(partial);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.FindAll("title"));
        // What htmx must know before somebody touches it says it itself.
        var own = await FindAsync($"{element}.own");
        Assert.Equal(partial, own.GetAttribute(element == "a" ? "hx-get" : "hx-post"));
        Assert.Equal("innerHTML", own.GetAttribute("hx-swap"));
    }

    // As it was sent: a visitor of the tests sees what the browser's script makes of it.
    private async Task<IElement> FindAsync(string selector) =>
        new HtmlParser().ParseDocument((await host.Visit().LoadAsync(host.UrlOf<AddressesFragment>().Partial)).Html).QuerySelector(selector)!;
}
