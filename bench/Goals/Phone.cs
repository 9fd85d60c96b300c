using Microsoft.Playwright;

namespace Goals;

/// <summary>The first visit to an article with comments in Chromium: once as it is, for what it costs in bytes and requests; then as a slow phone sees it.</summary>
internal sealed class Phone(Workplace workplace)
{
    private const string Work = "A first visit to an article with comments", Slow = "The same page on a slow phone";
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var app = await workplace.StartPlainAppAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = Arguments,
        });
        var address = new Uri(app.Root, Workplace.ArticlePage);
        // The first one is also the site's first: it compiles what it shows.
        var plain = await PhoneVisit.MakeAsync(browser, address, isSlow: false);
        List<PhoneVisit> visits = [];
        for (var round = 0; round < workplace.Options.Rounds; round++)
            visits.Add(await PhoneVisit.MakeAsync(browser, address, isSlow: true));
        return
        [
            new(Work, "bytes", new Samples(plain.Kilobytes), "KB", Limit.AtMost(60), Limit.AtMost(40), string.Join(", ", plain.Sizes)),
            new(Work, "requests", new Samples(plain.Requests), "", Limit.AtMost(8)),
            new(Slow, "largest contentful paint", new Samples(visits.Select(visit => visit.LargestPaint)), "ms", Limit.AtMost(1500)),
            new(Slow, "cumulative layout shift", new Samples(visits.Select(visit => visit.LayoutShift)), "", Limit.AtMost(0.05)),
            new(Slow, "longest task", new Samples(visits.Select(visit => visit.LongestTask)), "ms", Limit.AtMost(50)),
        ];
    }
}
