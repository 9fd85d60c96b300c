using System.Diagnostics;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Loading;

/// <summary>Fragments that load again and again, in a real browser.</summary>
public sealed class PollingTests(LoadSite site, Chromium chromium) : LoadTest(site, chromium)
{
    [Fact]
    public async Task Polling_goes_on_and_keeps_the_focus_where_it_was()
    {
        var reader = await OpenAsync("every", "on");
        await reader.Find(".same").FocusAsync();
        await WaitForAsync(() => Site.Log.Count("on") >= 4);
        await Expect(reader.Find(".count")).Not.ToHaveTextAsync("count 1");
        await Expect(reader.Find(".same")).ToBeFocusedAsync();
        await Expect(reader.Find("[aria-busy]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Polling_ends_after_its_times()
    {
        var reader = await OpenAsync("times", "twice");
        await WaitForAsync(() => Site.Log.Count("twice") >= 3);
        await reader.Page.WaitForTimeoutAsync(2500);
        Assert.Equal(3, Site.Log.Count("twice"));
    }

    [Fact]
    public async Task Nothing_is_replaced_while_somebody_fills_in_a_form_and_afterwards_it_goes_on()
    {
        var reader = await OpenAsync("every", "typing");
        await reader.Field("Words").PressSequentiallyAsync("half a sen");
        var count = Site.Log.Count("typing");
        await reader.Page.WaitForTimeoutAsync(3000);
        Assert.InRange(Site.Log.Count("typing"), count, count + 1);
        await reader.Find("h1").ClickAsync();
        await reader.Page.WaitForTimeoutAsync(2500);
        await Expect(reader.Field("Words")).ToHaveValueAsync("half a sen");
        Assert.InRange(Site.Log.Count("typing"), count, count + 1);
        await reader.Button("Send").ClickAsync();
        await Expect(reader.Find(".count")).ToHaveTextAsync("posted half a sen");
        await reader.Find("h1").ClickAsync();
        await WaitForAsync(() => Site.Log.Count("typing") >= count + 4);
        await Expect(reader.Find(".count")).ToContainTextAsync("count");
    }

    [Fact]
    public async Task Where_nothing_has_changed_nothing_is_touched()
    {
        Site.Log.Statuses["calm"] = 304;
        var reader = await OpenAsync("every", "calm");
        await WaitForAsync(() => Site.Log.Count("calm") >= 2);
        await AnsweredAsync(reader);
        await reader.Page.EvaluateAsync("document.querySelector('.count').isTheSame = true");
        await WaitForAsync(() => Site.Log.Count("calm-304") >= 2);
        Assert.True(await reader.Page.EvaluateAsync<bool>("document.querySelector('.count').isTheSame"));
        await Expect(reader.Find(".component-problem")).ToHaveCountAsync(0);
        Assert.Equal(2, Site.Log.Count("calm"));
    }

    [Fact]
    public async Task The_same_text_is_not_put_in_again()
    {
        Site.Log.Texts["still"] = "still the same";
        var reader = await OpenAsync("every", "still");
        await WaitForAsync(() => Site.Log.Count("still") >= 2);
        await AnsweredAsync(reader);
        await reader.Page.EvaluateAsync("document.querySelector('.count').isTheSame = true");
        await WaitForAsync(() => Site.Log.Count("still") >= 4);
        await AnsweredAsync(reader);
        Assert.True(await reader.Page.EvaluateAsync<bool>("document.querySelector('.count').isTheSame"));
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(404, true)]
    [InlineData(429, false)]
    [InlineData(503, false)]
    public async Task It_ends_where_it_is_refused_and_slows_down_where_it_fails(int status, bool ends)
    {
        var key = $"status-{status}";
        var reader = await OpenAsync("every", key);
        reader.ExpectsFailedRequests = true;
        await WaitForAsync(() => Site.Log.Count(key) >= 2);
        var watch = Stopwatch.StartNew();
        Site.Log.Statuses[key] = status;
        await WaitForAsync(() => Site.Log.Count($"{key}-{status}") >= 1);
        var shown = await reader.Find(".count").TextContentAsync();
        await reader.Page.WaitForTimeoutAsync(3000);
        // After 2, 4, 8 … seconds, each a tenth less at the least.
        var failures = Site.Log.Count($"{key}-{status}");
        Assert.InRange(failures, 1, ends ? 1 : 1 + (int)Math.Log2((watch.Elapsed.TotalSeconds / 1.8) + 1));
        if (ends)
            return;
        Assert.Equal(shown, await reader.Find(".count").TextContentAsync());
        await Expect(reader.Find(".component-problem")).ToHaveCountAsync(0);
        Site.Log.Statuses.TryRemove(key, out _);
        var count = Site.Log.Count(key);
        await WaitForAsync(() => Site.Log.Count(key) >= count + 3);
    }

    [Fact]
    public async Task A_page_out_of_sight_is_left_alone_and_catches_up_once()
    {
        var reader = await OpenAsync("every", "hidden");
        await HideAsync(reader, true);
        await AnsweredAsync(reader);
        var count = Site.Log.Count("hidden");
        await reader.Page.WaitForTimeoutAsync(3000);
        Assert.InRange(Site.Log.Count("hidden"), count, count);
        var watch = Stopwatch.StartNew();
        await HideAsync(reader, false);
        await WaitForAsync(() => Site.Log.Count("hidden") > count);
        await reader.Page.WaitForTimeoutAsync(500);
        // What is due by the clock may have come meanwhile.
        var seen = Site.Log.Count("hidden") - count;
        Assert.InRange(seen, 1, 1 + (int)(watch.Elapsed.TotalSeconds / 0.9));
    }

    [Fact]
    public async Task Polling_ends_with_its_element()
    {
        var reader = await OpenAsync("every", "gone");
        await WaitForAsync(() => Site.Log.Count("gone") >= 2);
        await reader.Page.EvaluateAsync("document.querySelector('[data-fragment]').remove()");
        var count = Site.Log.Count("gone");
        await reader.Page.WaitForTimeoutAsync(2500);
        Assert.InRange(Site.Log.Count("gone"), count, count + 1);
    }

    // Chromium keeps every page of a test in sight.
    private static async Task HideAsync(Tab tab, bool isHidden) => await tab.Page.EvaluateAsync($$"""
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => {{(isHidden ? "true" : "false")}} });
        document.dispatchEvent(new Event('visibilitychange'));
        """);

    // What the server has answered is put in as well.
    private static Task AnsweredAsync(Tab tab) => Expect(tab.Find(".htmx-request")).ToHaveCountAsync(0);

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (var i = 0; i < 600 && !condition(); i++)
            await Task.Delay(100);
        Assert.True(condition());
    }
}
