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
        await reader.GoAndSettleAsync(LoadingPage.Path);
        var thread = reader.Find("#when-visible");
        await Expect(thread.Locator(".comments-thread")).ToHaveCountAsync(0);
        await thread.ScrollIntoViewIfNeededAsync();

        await Expect(thread.Locator(".comments-thread")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Comments_with_a_reserved_height_move_nothing_that_is_in_sight()
    {
        await OpenAsync();
        foreach (var subject in (string[])["room-one", "room-two"])
            await Site.AddCommentsAsync($"/articles/{subject}", 5);
        var (free, height) = await VisitAsync(LoadingPage.RoomPath);
        var (reserved, _) = await VisitAsync($"{LoadingPage.RoomPath}?room={height}");
        // As who writes the tag would guess it.
        var (guessed, _) = await VisitAsync($"{LoadingPage.RoomPath}?room={height * 9 / 10}");
        Assert.InRange(free, 0.1, 10);
        Assert.InRange(reserved, 0, 0.02);
        Assert.InRange(guessed, 0, 0.1);
    }

    // What a page says of itself: its layout shift, and how tall a thread is.
    private async Task<(double Shift, int Height)> VisitAsync(string path)
    {
        var reader = await OpenAsync();
        await reader.Page.AddInitScriptAsync("""
            window.layoutShift = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.layoutShift += entry.value; })).observe({ type: 'layout-shift', buffered: true });
            """);
        // The comments come after the page has been painted, as they do over a network.
        await reader.Page.RouteAsync("**/c/comments/thread?*", async route =>
        {
            await Task.Delay(2000);
            await route.ContinueAsync();
        });
        await reader.GoAsync(path);
        await Expect(reader.Find(".comments-thread")).ToHaveCountAsync(1);
        await reader.Page.EvaluateAsync("document.querySelector('#end').scrollIntoView({ block: 'end' })");
        await Expect(reader.Find(".comments-thread")).ToHaveCountAsync(2);
        await reader.Page.WaitForTimeoutAsync(2000);
        var height = await reader.Page.EvaluateAsync<double>("document.querySelector('[data-fragment]').getBoundingClientRect().height");
        return (await reader.Page.EvaluateAsync<double>("window.layoutShift"), (int)Math.Round(height));
    }
}
