using Components.Packs;

namespace Browser.Tests.Contact;

/// <summary>Every state of forms, builder and inbox, as each of us looks at it.</summary>
public sealed class LookTests(FormSite site, Chromium chromium) : BrowserTest(site, chromium), IClassFixture<FormSite>
{
    [Theory, InlineData(1280, false), InlineData(1280, true), InlineData(375, false), InlineData(375, true)]
    public async Task Axe_finds_no_violation_and_nobody_scrolls_sideways(int width, bool prefersDark)
    {
        var states = 0;
        await WalkAsync(new() { Width = width, Height = 800, PrefersDark = prefersDark }, async (state, tab) =>
        {
            states++;
            await tab.AssertSoundAsync(state);
        });
        Assert.Equal(14, states);
    }

    /// <summary>For people who want to look: <c>SHOTS=folder Browser.Tests -explicit only</c>.</summary>
    [Theory(Explicit = true), InlineData(1280, false, "en"), InlineData(375, false, "en"), InlineData(375, true, "ja"), InlineData(1280, false, "ja")]
    public async Task Take_a_picture(int width, bool prefersDark, string language)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("SHOTS") ?? Path.Combine(Path.GetTempPath(), "shots"), $"contact-{width}-{(prefersDark ? "dark" : "light")}-{language}");
        await WalkAsync(new() { Width = width, Height = 800, PrefersDark = prefersDark, Language = language }, (state, tab) => tab.Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{state}.png") }));
    }

    private async Task WalkAsync(TabOptions options, Func<string, Tab, Task> lookAsync)
    {
        var id = $"w{options.Width}{(options.PrefersDark ? "dark" : "")}{options.Language}";
        var ann = await OpenAsync(options);
        var ada = await OpenAsAsync($"Ada{id}", Roles.Administrator, options);
        var walk = new ContactWalk((FormSite)Site, ann, ada, id, lookAsync);
        await walk.FillInAsync();
        await walk.BuildAsync();
        await walk.ReadAsync();
    }
}
