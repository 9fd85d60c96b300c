using Components.Packs;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class ModerationTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    private const string Queue = "/admin/comments/queue";

    [Fact]
    public async Task The_queue_is_worked_through_by_keyboard()
    {
        var tab = await OpenAsAsync("Kay", Roles.Moderator);
        await Site.ClearCommentsAsync();
        await Site.AddCommentsAsync(LiveSite.Article, [("Ann", "First of all"), ("Ben", "Second of all"), ("Cleo", "Third of all")], isApproved: false);
        await tab.GoAndLoadAsync(Queue);
        await PressAsync("j", "j");
        await Expect(tab.Find(".comments-queued:focus")).ToContainTextAsync("Second of all");
        await PressAsync("k");
        await Expect(tab.Find(".comments-queued:focus")).ToContainTextAsync("First of all");
        await PressAsync("x");
        await Expect(tab.Find(".comments-queued", "First of all").Locator("input[type=checkbox]")).ToBeCheckedAsync();

        await PressAsync("x", "j", "s");
        await Expect(tab.Find(".comments-queued", "Second of all")).ToHaveCountAsync(0);
        await Expect(tab.Find(".comments-queued:focus")).ToContainTextAsync("Third of all");
        await PressAsync("z");
        await Expect(tab.Find(".comments-queued", "Second of all")).ToHaveCountAsync(1);

        // Once some are ticked, a key is about all of these, wherever the focus is.
        await tab.Find(".comments-queued").First.FocusAsync();
        await PressAsync("x", "j", "x", "j", "s");
        await Expect(tab.Find(".comments-queued")).ToHaveCountAsync(1);
        await Expect(tab.Find(".comments-queued:focus")).ToContainTextAsync("Third of all");
        await PressAsync("z");
        await Expect(tab.Find(".comments-queued")).ToHaveCountAsync(3);

        // Letters in a text are letters.
        await tab.Find(".comments-queued", "First of all").GetByText("Edit").ClickAsync();
        var text = tab.Find(".comments-queued textarea");
        await text.FillAsync("");
        await text.PressSequentiallyAsync("as rx");
        await Expect(text).ToHaveValueAsync("as rx");
        await Expect(tab.Find(".comments-queued")).ToHaveCountAsync(3);

        // And keys that are switched off do nothing.
        await tab.Find("[data-comments-keys-on]").UncheckAsync();
        await tab.Find(".comments-queued").First.FocusAsync();
        await PressAsync("a");
        await Expect(tab.Find(".comments-queued")).ToHaveCountAsync(3);

        async Task PressAsync(params string[] keys)
        {
            foreach (var key in keys)
                await tab.Page.Keyboard.PressAsync(key);
        }
    }

    [Fact]
    public async Task A_key_pressed_as_soon_as_an_answer_is_shown_acts_within_the_page()
    {
        var tab = await OpenAsAsync("Kim", Roles.Moderator);
        await Site.ClearCommentsAsync();
        await Site.AddCommentsAsync(LiveSite.Article, [("Ann", "First of all"), ("Ben", "Second of all")], isApproved: false);
        await tab.GoAndLoadAsync(Queue);
        await tab.Page.EvaluateAsync("""
            () => {
                window.isSamePage = true;
                new MutationObserver((_, observer) => {
                    if (document.querySelectorAll('.comments-queued').length !== 1) return;
                    observer.disconnect();
                    document.querySelector('[data-key=z]').click();
                }).observe(document.body, { childList: true, subtree: true });
            }
            """);
        await tab.Find(".comments-queued").First.FocusAsync();
        await tab.Page.Keyboard.PressAsync("s");
        await Expect(tab.Find("#component-flash")).ToContainTextAsync("Undone: 1");
        await Expect(tab.Find(".comments-queued:focus")).ToContainTextAsync("First of all");
        await Expect(tab.Find(".comments-queued")).ToHaveCountAsync(2);
        Assert.True(await tab.Page.EvaluateAsync<bool>("() => window.isSamePage === true"));
    }

    [Theory]
    [InlineData(Queue)]
    [InlineData("/admin/comments/threads")]
    [InlineData("/admin/comments/rules")]
    [InlineData("/admin/comments/bans")]
    [InlineData("/admin/comments/log")]
    public async Task Axe_finds_no_violation(string page)
    {
        var tab = await OpenAsAsync($"Axel{page[^2..]}", Roles.Moderator);
        await Site.AddCommentsAsync(LiveSite.Article, [("Dora", "Waits here")], isApproved: false);
        await tab.GoAndLoadAsync(page);
        await tab.AssertSoundAsync(page);
    }
}
