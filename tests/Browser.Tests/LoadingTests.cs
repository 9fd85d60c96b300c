using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class LoadingTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    [Fact]
    public async Task A_fragment_on_demand_loads_when_its_button_is_pressed()
    {
        var reader = await OpenAsync();
        await reader.GoAsync(LoadingPage.Path);
        await reader.MarkAsync();
        var thread = reader.Find("#on-demand");
        await Expect(thread.Locator(".comments-thread")).ToHaveCountAsync(0);
        await thread.GetByRole(AriaRole.Link, new() { Name = "Comments" }).ClickAsync();

        await Expect(thread.Locator(".comments-thread")).ToBeVisibleAsync();
        Assert.True(await reader.IsSamePageAsync());
    }

    [Fact]
    public async Task A_fragment_loads_when_it_scrolls_into_view_and_not_before()
    {
        var reader = await OpenAsync();
        await reader.GoAsync(LoadingPage.Path);
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var thread = reader.Find("#when-visible");
        await Expect(thread.Locator(".comments-thread")).ToHaveCountAsync(0);
        await thread.ScrollIntoViewIfNeededAsync();

        await Expect(thread.Locator(".comments-thread")).ToBeVisibleAsync();
    }
}
