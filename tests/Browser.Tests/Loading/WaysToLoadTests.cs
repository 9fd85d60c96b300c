using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Loading;

/// <summary>Every way to load but polling, in a real browser.</summary>
public sealed class WaysToLoadTests(LoadSite site, Chromium chromium) : LoadTest(site, chromium)
{
    private const string LayoutShift = """
        window.layoutShift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) window.layoutShift += entry.value; })).observe({ type: 'layout-shift', buffered: true });
        """;

    [Fact]
    public async Task A_fragment_loads_into_an_element_elsewhere_and_its_form_stays_there()
    {
        var reader = await OpenAsync("target", "elsewhere");
        await reader.Link("Clock").ClickAsync();
        var sidebar = reader.Find("#sidebar");
        await Expect(sidebar.Locator(".count")).ToHaveTextAsync("count 1");
        await reader.Field("Words").FillAsync("there");
        await reader.Button("Send").ClickAsync();
        await Expect(sidebar.Locator(".count")).ToHaveTextAsync("posted there");
        await reader.Link("Clock").ClickAsync();
        await Expect(sidebar.Locator(".count")).ToHaveTextAsync("count 3");
        await Expect(reader.Find(".count")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_target_that_is_not_there_is_said_in_the_fragments_own_box()
    {
        var reader = await OpenAsync("missing", "missing", failing: true);
        await Expect(reader.Find("[data-fragment] .component-problem")).ToContainTextAsync("no element with the id “nowhere”");
        Assert.Equal(0, Site.Log.Count("missing"));
    }

    [Fact]
    public async Task Of_identical_twins_only_the_one_that_was_posted_to_changes()
    {
        var reader = await OpenAsync("twins", "twins");
        var twins = reader.Find("[data-fragment]");
        await Expect(twins.Locator(".count")).ToHaveCountAsync(3);
        var before = await twins.Locator(".count").AllTextContentsAsync();
        for (var i = 0; i < 3; i++)
        {
            await twins.Nth(i).GetByLabel("Words").FillAsync($"to {i}");
            await twins.Nth(i).GetByRole(AriaRole.Button).ClickAsync();
            await Expect(twins.Nth(i).Locator(".count")).ToHaveTextAsync($"posted to {i}");
            Assert.Equal([.. Enumerable.Range(0, 3).Select(other => other <= i ? $"posted to {other}" : before[other])], await twins.Locator(".count").AllTextContentsAsync());
        }
    }

    [Fact]
    public async Task Without_a_trap_a_form_leads_to_a_whole_page()
    {
        var reader = await OpenAsync("free", "free");
        await reader.MarkAsync();
        await reader.Field("Words").FillAsync("plain");
        await reader.Button("Send").ClickAsync();
        await reader.LandedAsync("/load/free/free#");
        Assert.False(await reader.IsSamePageAsync());
    }

    [Fact]
    public async Task A_pushed_link_has_an_address_and_the_back_button_leads_back()
    {
        var reader = await OpenAsync("book", "push");
        var books = reader.Find(".shown");
        await reader.MarkAsync();
        var next = reader.Link("Next");
        await next.First.ClickAsync();
        await Expect(books.First).ToHaveTextAsync("push page 2");
        await next.First.ClickAsync();
        await Expect(books.First).ToHaveTextAsync("push page 3");
        await next.Last.ClickAsync();
        await Expect(books.Last).ToHaveTextAsync("push2 page 2");
        await Expect(reader.Page).ToHaveURLAsync(new Regex("/load/book/push\\?number=2"));

        await reader.Page.GoBackAsync();
        await Expect(books.Last).ToHaveTextAsync("push2 page 1");
        await Expect(books.First).ToHaveTextAsync("push page 3");
        await Expect(reader.Page).ToHaveURLAsync(new Regex("number=3"));
        await reader.Page.GoBackAsync();
        await Expect(books.First).ToHaveTextAsync("push page 2");
        Assert.True(await reader.IsSamePageAsync());

        await reader.Page.ReloadAsync();
        await Expect(books.First).ToHaveTextAsync("push page 2");
        await Expect(books.Last).ToHaveTextAsync("push2 page 1");
        await reader.Page.GoBackAsync();
        await Expect(books.First).ToHaveTextAsync("push page 1");
        await Expect(reader.Page).ToHaveURLAsync(new Regex("/load/book/push$"));
        await reader.Page.GoForwardAsync();
        await Expect(books.First).ToHaveTextAsync("push page 2");
    }

    [Fact]
    public async Task A_link_clicked_with_a_key_opens_a_tab_of_its_own()
    {
        var reader = await OpenAsync("book", "tab");
        var other = await reader.Page.Context.RunAndWaitForPageAsync(() => reader.Link("Next").First.ClickAsync(new() { Modifiers = [KeyboardModifier.Control] }));
        await Expect(other.Locator(".shown").First).ToHaveTextAsync("tab page 2");
        await Expect(reader.Find(".shown").First).ToHaveTextAsync("tab page 1");
    }

    [Fact]
    public async Task A_file_is_sent_and_received_whole()
    {
        var reader = await OpenAsync("picture", "file");
        var bytes = RandomNumberGenerator.GetBytes(1_500_000);
        await reader.Find("#picture-file").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = bytes });
        await reader.Button("Send").ClickAsync();
        await Expect(reader.Find(".received")).ToHaveTextAsync($"photo.png {Convert.ToHexStringLower(SHA256.HashData(bytes))}");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_sent_and_a_slow_one_shows_how_far_it_is()
    {
        var reader = await OpenAsync("picture", "large");
        await reader.Find("#picture-file").SetInputFilesAsync(new FilePayload { Name = "film.mov", MimeType = "video/quicktime", Buffer = new byte[LoadSite.MostBytes] });
        await reader.Button("Send").ClickAsync();
        await Expect(reader.Find(".component-problem")).ToHaveTextAsync("This is too much to send at once: 3 MB. At most 3 MB can be sent.");
        await reader.Find("#picture-file").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = new byte[1_000_000] });
        var network = await reader.Page.Context.NewCDPSessionAsync(reader.Page);
        await network.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = 100_000 });
        await reader.Button("Send").ClickAsync();
        await Expect(reader.Find("progress[aria-label='Sending…']")).ToBeVisibleAsync();
        await Expect(reader.Find(".received")).ToContainTextAsync("photo.png");
        await Expect(reader.Find("progress")).ToHaveCountAsync(0);
        await Expect(reader.Find(".component-problem")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_server_that_refuses_a_large_file_is_heard()
    {
        var reader = await OpenAsync("picture", "refused");
        reader.ExpectsFailedRequests = true;
        await reader.Page.EvaluateAsync("document.querySelector('[data-component-most]').removeAttribute('data-component-most')");
        await reader.Find("#picture-file").SetInputFilesAsync(new FilePayload { Name = "film.mov", MimeType = "video/quicktime", Buffer = new byte[8_000_000] });
        await reader.Button("Send").ClickAsync();
        await Expect(reader.Find(".component-problem")).ToContainTextAsync("At most 3 MB can be sent");
    }

    [Fact]
    public async Task What_is_over_its_budget_says_so_in_its_own_box_and_can_be_tried_again()
    {
        var reader = await OpenAsync("late", "late", failing: true);
        var late = reader.Find("[data-fragment]");
        await Expect(late.Nth(0).GetByRole(AriaRole.Link, new() { Name = "Try again" })).ToBeVisibleAsync();
        await Expect(late.Nth(1).Locator(".later")).ToBeVisibleAsync();
        await Expect(late.Nth(1).GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
        await Expect(late.Nth(2).Locator(".component-problem")).ToContainTextAsync("longer than it should");
        await late.Nth(2).GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(late.Nth(2).GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeEnabledAsync();
        await ShootAsync(reader, "late");
    }

    [Fact]
    public async Task A_reserved_height_keeps_what_stands_below_in_its_place()
    {
        Assert.InRange(await ShiftAsync("none"), 0.1, 10);
        Assert.InRange(await ShiftAsync("reserved"), 0, 0.1);
    }

    [Fact]
    public async Task Five_hundred_fragments_load_as_they_are_scrolled_to()
    {
        var reader = await OpenAsync("many", "many");
        await Expect(reader.Find("[data-fragment]")).ToHaveCountAsync(500);
        await Expect(reader.Find("[data-fragment]").Nth(19).Locator(".count")).ToBeVisibleAsync();
        await reader.Find("[data-fragment]").Last.ScrollIntoViewIfNeededAsync();
        await Expect(reader.Find("[data-fragment]").Last.Locator(".count")).ToBeVisibleAsync();
        Assert.InRange(Site.Log.Count("many"), 21, 200);
    }

    private async Task<double> ShiftAsync(string key)
    {
        var reader = await Tab.OpenAsync(Browser, Site.Root, new());
        await reader.Page.AddInitScriptAsync(LayoutShift);
        await reader.GoAndLoadAsync($"/load/height/{key}");
        await Expect(reader.Find(".late")).ToHaveCountAsync(1);
        await reader.Page.EvaluateAsync("document.querySelector('#end').scrollIntoView({ block: 'end' })");
        await Expect(reader.Find(".late")).ToHaveCountAsync(2);
        await reader.Page.WaitForTimeoutAsync(2000);
        var shift = await reader.Page.EvaluateAsync<double>("window.layoutShift");
        Assert.Empty(reader.Complaints);
        await reader.CloseAsync();
        return shift;
    }

    private static async Task ShootAsync(Tab tab, string name)
    {
        if (Environment.GetEnvironmentVariable("SHOTS") is { Length: > 0 } folder)
            await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
