using System.Text.Json;
using Microsoft.Playwright;

namespace Goals;

/// <summary>One visit by a browser that has never been there.</summary>
/// <param name="Kilobytes">What came over the wire: headers and compressed bodies, of everything the page made the browser load.</param>
/// <param name="Sizes">The same for each.</param>
/// <param name="LargestPaint">Milliseconds until the largest thing in sight was painted.</param>
/// <param name="LayoutShift">How much of what was there jumped (https://web.dev/articles/cls; one window, since nobody touches the page).</param>
/// <param name="LongestTask">Milliseconds for which the page could not answer a touch; 0 where that was never more than 50.</param>
internal sealed record PhoneVisit(double Kilobytes, IReadOnlyList<string> Sizes, double LargestPaint, double LayoutShift, double LongestTask)
{
    // Lighthouse's "slow 4G" (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md), and its phone that is four times slower.
    private const double Latency = 150, DownBytesPerSecond = 1_638_400 / 8.0, UpBytesPerSecond = 750_000 / 8.0, TimesSlower = 4;

    private const int CommentsOnPage = 20;

    private const string Watch = """
        window.seen = { paint: 0, shift: 0, task: 0 };
        const watch = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
        watch('largest-contentful-paint', entry => window.seen.paint = entry.startTime);
        watch('layout-shift', entry => window.seen.shift += entry.hadRecentInput ? 0 : entry.value);
        watch('longtask', entry => window.seen.task = Math.max(window.seen.task, entry.duration));
        """;

    public int Requests => Sizes.Count;

    public static async Task<PhoneVisit> MakeAsync(IBrowser browser, Uri address, bool isSlow)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 640 }, DeviceScaleFactor = 2, IsMobile = true, HasTouch = true, Locale = "en" });
        var page = await context.NewPageAsync();
        var devTools = await context.NewCDPSessionAsync(page);
        var loaded = await ListenAsync(devTools);
        if (isSlow)
            await SlowDownAsync(devTools);
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(address.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        // What moves late is seen too.
        await page.WaitForTimeoutAsync(1000);
        if (await page.Locator(".comments-comment").CountAsync() < CommentsOnPage)
            throw new InvalidOperationException($"{address} does not show its comments.");
        var seen = (await page.EvaluateAsync("window.seen"))!.Value;
        return new PhoneVisit(
            loaded.Values.Sum(one => one.Bytes) / 1024, [.. loaded.Values.Select(one => $"{one.Path} {one.Bytes / 1024:0.0}")],
            seen.GetProperty("paint").GetDouble(), seen.GetProperty("shift").GetDouble(), seen.GetProperty("task").GetDouble());
    }

    private static async Task<Dictionary<string, (string Path, double Bytes)>> ListenAsync(ICDPSession devTools)
    {
        var loaded = new Dictionary<string, (string Path, double Bytes)>();
        devTools.Event("Network.requestWillBeSent").OnEvent += (_, about) =>
        {
            // What stands in the page itself (data:) costs no request.
            if (about is { } request && new Uri(request.GetProperty("request").GetProperty("url").GetString()!) is { Scheme: "http" } url)
                loaded[Id(request)] = (url.AbsolutePath, 0);
        };
        devTools.Event("Network.loadingFinished").OnEvent += (_, about) =>
        {
            if (about is { } end && loaded.TryGetValue(Id(end), out var one))
                loaded[Id(end)] = one with { Bytes = end.GetProperty("encodedDataLength").GetDouble() };
        };
        await devTools.SendAsync("Network.enable");
        return loaded;
    }

    private static async Task SlowDownAsync(ICDPSession devTools)
    {
        await devTools.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = Latency,
            ["downloadThroughput"] = DownBytesPerSecond,
            ["uploadThroughput"] = UpBytesPerSecond,
        });
        await devTools.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = TimesSlower });
    }

    private static string Id(JsonElement about) => about.GetProperty("requestId").GetString()!;
}
