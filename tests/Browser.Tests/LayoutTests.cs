using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class LayoutTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    [Fact]
    public async Task Another_layout_shows_at_the_next_request_and_keeps_what_stands_in_the_slots()
    {
        var owner = await OpenAsync();
        await owner.GoAsync("/");
        await Expect(owner.Find(".masthead")).ToBeVisibleAsync();
        Site.UseLayout("midnight");
        await owner.Page.ReloadAsync();
        await Expect(owner.Find(".rail")).ToBeVisibleAsync();
        await Expect(owner.Find(".site-title")).ToHaveTextAsync("Component Server");
        Site.UseLayout("plain");
        await owner.Page.ReloadAsync();
        await Expect(owner.Find(".rail")).ToHaveCountAsync(0);
        await Expect(owner.Find(".site-title")).ToHaveTextAsync("Component Server");
    }

    [Fact]
    public async Task A_typing_error_keeps_the_last_good_layout_and_the_administrator_reads_why()
    {
        var ada = await OpenAsAsync("Ada", Components.Packs.Roles.Administrator);
        Site.UseLayout("midnight");
        await ada.GoAsync("/");
        Site.UseLayout("midnite");
        await ada.GoAsync("/admin");
        await Expect(ada.Find(".rail")).ToBeVisibleAsync();
        await Expect(ada.Find(".notice.danger")).ToContainTextAsync("midnite");
    }
}
