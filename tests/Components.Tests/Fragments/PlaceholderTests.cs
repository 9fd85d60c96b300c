using AngleSharp.Dom;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Fragments;

public sealed class PlaceholderTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("onload", "load, component:refresh")]
    [InlineData("visible", "intersect once, component:refresh")]
    [InlineData("demand", "component:refresh")]
    public async Task A_placeholder_loads_when_it_should_and_leads_to_the_document(string subject, string trigger)
    {
        var element = await FindAsync(subject);
        Assert.Equal(trigger, element.GetAttribute("hx-trigger"));
        Assert.Equal($"#{element.Id}", element.GetAttribute("hx-target"));
        Assert.Null(element.QuerySelector(".subject"));
        var link = element.QuerySelector(".component-placeholder a")!;
        Assert.Equal("A subject", link.TextContent);
        Assert.Equal(subject, (await host.Visit().OpenAsync(link.GetAttribute("href")!)).Find(".subject").TextContent);
        Assert.Equal(subject, (await host.Visit().LoadAsync(element.GetAttribute("hx-get")!)).Find(".subject").TextContent);
    }

    [Fact]
    public async Task On_demand_the_link_is_a_button_that_loads()
    {
        var element = await FindAsync("demand");
        var button = element.QuerySelector("a.button")!;
        Assert.Equal(element.GetAttribute("hx-get"), button.GetAttribute("hx-get"));
        Assert.Equal($"#{element.Id}", button.GetAttribute("hx-target"));
    }

    [Fact]
    public async Task Inline_content_is_there_at_once_and_can_be_loaded_again()
    {
        var element = await FindAsync("inline");
        Assert.Equal("inline", element.QuerySelector(".subject")!.TextContent);
        Assert.Equal("component:refresh", element.GetAttribute("hx-trigger"));
    }

    [Fact]
    public async Task What_the_tag_says_of_its_element_lands_there()
    {
        var element = await FindAsync("own");
        Assert.Equal("mine", element.Id);
        Assert.Equal("component wide", element.ClassName);
        Assert.Equal("1", element.GetAttribute("data-x"));
        Assert.Equal("wait", element.QuerySelector(".component-placeholder b")!.TextContent);
        Assert.Contains(".mine&", element.GetAttribute("hx-get"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_fragment_of_a_page_brings_along_what_all_need_once()
    {
        var page = await PageAsync();
        Assert.Single(page.FindAll("script[src$='htmx.min.js']"));
        Assert.Single(page.FindAll("#component-flash[aria-live]"));
    }

    private Task<Page> PageAsync() => host.Visit().OpenAsync("/page/loads");

    private async Task<IElement> FindAsync(string subject) =>
        (await PageAsync()).FindAll("[data-fragment='test/subject']").Single(element => element.GetAttribute("hx-get")!.Contains($"subject={subject}&", StringComparison.Ordinal));
}
