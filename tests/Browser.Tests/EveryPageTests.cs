using Testing;

namespace Browser.Tests;

/// <summary>What holds for every page in every layout.</summary>
public sealed class EveryPageTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    private static readonly SemaphoreSlim Preparing = new(1);
    private static bool _isPrepared;

    [Theory]
    [InlineData("plain")]
    [InlineData("magazine")]
    [InlineData("midnight")]
    public Task Axe_finds_no_violation(string layout) => RunAxeAsync(layout, new TabOptions());

    [Theory]
    [InlineData("plain")]
    [InlineData("magazine")]
    public Task Axe_finds_contrast_enough_in_the_dark_too(string layout) =>
        RunAxeAsync(layout, new TabOptions { PrefersDark = true }, "color-contrast");

    [Theory]
    [InlineData("plain")]
    [InlineData("magazine")]
    [InlineData("midnight")]
    public async Task Nobody_scrolls_sideways_on_a_phone(string layout)
    {
        List<string> wide = [];
        await VisitAllAsync(layout, new TabOptions { Width = 320, Height = 640 }, async (name, tab) =>
        {
            foreach (var width in (int[])[320, 375, 768])
            {
                await tab.Page.SetViewportSizeAsync(width, 640);
                if (await tab.IsTooWideAsync())
                    wide.Add($"{name} at {width}");
            }
        });
        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }

    /// <summary>For people who want to look: <c>SHOTS=folder Browser.Tests -explicit only</c>.</summary>
    [Theory(Explicit = true)]
    [InlineData("plain", 1280, false, "en")]
    [InlineData("plain", 375, false, "en")]
    [InlineData("plain", 1280, true, "en")]
    [InlineData("magazine", 1280, false, "en")]
    [InlineData("magazine", 375, false, "en")]
    [InlineData("magazine", 1280, true, "en")]
    [InlineData("midnight", 1280, true, "en")]
    [InlineData("midnight", 375, true, "en")]
    [InlineData("plain", 1280, false, "ja")]
    [InlineData("magazine", 375, false, "ja")]
    [InlineData("midnight", 1280, true, "ja")]
    public async Task Take_a_picture(string layout, int width, bool prefersDark, string language)
    {
        var folder = Environment.GetEnvironmentVariable("SHOTS") ?? Path.Combine(Path.GetTempPath(), "shots");
        var options = new TabOptions { Width = width, Height = width < 500 ? 720 : 900, PrefersDark = prefersDark, Language = language };
        await VisitAllAsync(layout, options, (name, tab) =>
            tab.Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{layout}-{width}-{(prefersDark ? "dark" : "light")}-{language}", $"{name}.png") }));
    }

    /// <summary>Writes the pictures in <c>docs</c>.</summary>
    [Fact(Explicit = true)]
    public async Task Take_the_pictures_of_the_readme()
    {
        Site.Start();
        await PrepareOnceAsync();
        var mary = await OpenAsync();
        await mary.SignInAsync(People.EmailOf("Mary"), People.Password);
        Site.UseLayout("magazine");
        await mary.GoAsync(LiveSite.InlineArticle);
        // The middle of the article is cut out, so that its head and the comments at its foot fit into one picture.
        await mary.Find(".site-article").EvaluateAsync("article => [...article.children].slice(3).forEach((part) => part.remove())");
        await mary.Page.ScreenshotAsync(new() { Path = Repository.PathOf("docs/screenshot.png") });

        List<string> images = [];
        foreach (var layout in (string[])["plain", "magazine", "midnight"])
        {
            Site.UseLayout(layout);
            await mary.GoAsync("/");
            images.Add($"<img style='width: 32%; border: 1px solid #ccc' src='data:image/png;base64,{Convert.ToBase64String(await mary.Page.ScreenshotAsync())}'>");
        }
        var strip = await OpenAsync(new TabOptions { Width = 1500, Height = 365 });
        await strip.Page.SetContentAsync($"<body style='display: flex; justify-content: space-between; margin: 8px; background: #fff'>{string.Concat(images)}");
        await strip.Page.ScreenshotAsync(new() { Path = Repository.PathOf("docs/layouts.png") });
    }

    private async Task RunAxeAsync(string layout, TabOptions options, string? rule = null)
    {
        List<string> violations = [];
        await VisitAllAsync(layout, options, async (name, tab) => violations.AddRange((await tab.ViolationsAsync(rule: rule)).Select(violation => $"{name}: {violation}")));
        Assert.True(violations.Count == 0, string.Join("\n\n", violations));
    }

    private async Task VisitAllAsync(string layout, TabOptions options, Func<string, Tab, Task> lookAsync)
    {
        Site.Start();
        await PrepareOnceAsync();
        Site.UseLayout(layout);
        var guest = await OpenAsync(options);
        var mary = await OpenAsync(options);
        var ada = await OpenAsync(options);
        foreach (var tab in (Tab[])[guest, mary, ada])
            tab.ExpectsFailedRequests = true;
        await mary.SignInAsync(People.EmailOf("Mary"), People.Password);
        await ada.SignInAsync(People.EmailOf("Ada"), People.Password);
        foreach (var (name, tab, goAsync) in new Tour(Site, guest, mary, ada).Stops)
        {
            await goAsync();
            await lookAsync(name, tab);
        }
    }

    private async Task PrepareOnceAsync()
    {
        await Preparing.WaitAsync();
        if (!_isPrepared)
            await Tour.PrepareAsync(Site);
        _isPrepared = true;
        Preparing.Release();
    }
}
