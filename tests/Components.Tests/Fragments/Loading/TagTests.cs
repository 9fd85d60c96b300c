using System.Net;
using AngleSharp.Dom;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments.Loading;

/// <summary>What the engine's parameters of a tag write into the page, and what they may be.</summary>
public sealed class TagTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Polling_is_told_to_the_browser_in_milliseconds()
    {
        var element = await FindAsync("every=30s&times=5&delay=2s&load=inline");
        Assert.Equal("30000 5 2000", $"{element.GetAttribute("data-component-every")} {element.GetAttribute("data-component-times")} {element.GetAttribute("data-component-delay")}");
        Assert.Equal("component:refresh", element.GetAttribute("hx-trigger"));
    }

    [Theory]
    [InlineData("on-load", "load delay:1500ms, component:refresh")]
    [InlineData("when-visible", "intersect once delay:1500ms, component:refresh")]
    public async Task A_first_delay_holds_the_first_load_back(string load, string trigger) =>
        Assert.Equal(trigger, (await FindAsync($"load={load}&delay=1.5s")).GetAttribute("hx-trigger"));

    [Fact]
    public async Task A_target_is_where_the_content_goes_and_where_its_forms_aim()
    {
        var page = await host.ShowAsync("test/form?target=sidebar");
        var element = page.Find("[data-fragment]");
        Assert.Equal("#sidebar", element.GetAttribute("hx-target"));
        Assert.NotEqual("sidebar", element.Id);
        var content = await host.Visit().LoadAsync(element.GetAttribute("hx-get")!);
        Assert.Equal("#sidebar", content.Find("form").GetAttribute("hx-target"));
        Assert.Equal("#sidebar", content.Find("a").GetAttribute("hx-target"));
    }

    [Fact]
    public async Task A_height_is_reserved_without_a_style()
    {
        var placeholder = (await FindAsync("height=240")).QuerySelector(".component-placeholder")!;
        Assert.Equal("240", placeholder.QuerySelector("svg[width='0'][aria-hidden=true]")!.GetAttribute("height"));
        Assert.DoesNotContain("style=", placeholder.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("every=999ms", "must be at least 1s")]
    [InlineData("times=3", "add every=\"30s\"")]
    [InlineData("every=5s&times=0", "times=\"0\" cannot be used")]
    [InlineData("target=a%20b", "cannot be the id of an element")]
    [InlineData("target=%23side", "cannot be the id of an element")]
    [InlineData("id=1", "cannot be the id of an element")]
    [InlineData("target=side&load=inline", "'target' does not go with")]
    [InlineData("target=side&id=side", "the fragment's own id")]
    [InlineData("height=0", "height=\"0\" cannot be used")]
    [InlineData("height=20000", "height=\"20000\" cannot be used")]
    [InlineData("budget=10ms", "budget=")]
    [InlineData("budget=11m", "budget=")]
    [InlineData("every=soon", "it must be such as 30s, 5m, 1h")]
    public async Task What_cannot_be_is_a_quiet_note_for_visitors_and_a_reason_for_the_owner(string attributes, string reason)
    {
        var page = await host.ShowAsync($"test/subject?subject=x&{attributes}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotNull(page.Find(".component-wrong"));
        Assert.Equal("after", page.Find(".after").TextContent);
        Assert.Contains(host.Log.Lines, line => line.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_Razor_page_it_is_an_error_that_says_the_same() =>
        Assert.Contains("must be at least 1s", (await Assert.ThrowsAnyAsync<Exception>(() => host.Visit().OpenAsync("/page/short"))).ToString(), StringComparison.Ordinal);

    private async Task<IElement> FindAsync(string attributes) => (await host.ShowAsync($"test/subject?subject=x&{attributes}")).Find("[data-fragment]");
}
