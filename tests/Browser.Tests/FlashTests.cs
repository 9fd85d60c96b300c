using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>The short message after something was done: over the page, in sight, in nobody's way.</summary>
public sealed class FlashTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    private const string Message = "#component-flash dialog";

    private const string Covered = """
        () => {
          const flash = document.querySelector('#component-flash dialog');
          const covered = [];
          for (const element of document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, summary')) {
            if (flash.contains(element) || element.getClientRects().length === 0) continue;
            element.focus();
            const a = element.getBoundingClientRect(), b = flash.getBoundingClientRect();
            if (document.activeElement === element && a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right) covered.push(element.outerHTML);
          }
          return covered;
        }
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_moves_nothing_stays_in_sight_and_can_be_closed(bool hasJavaScript)
    {
        var fay = await OpenAsAsync(hasJavaScript ? "Fay" : "Faye", options: new TabOptions { HasJavaScript = hasJavaScript });
        await fay.GoAsync(LiveSite.InlineArticle);
        var before = await DistanceAsync(fay);
        var text = $"Look at the message{(hasJavaScript ? "" : ", without a script")}.";
        await CommentAsync(fay, text);

        await Expect(fay.Find(Message)).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.Equal(before, await DistanceAsync(fay), 1.0);
        await fay.Find("#component-flash").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(fay.Find("#component-flash p")).ToBeHiddenAsync();
        await Expect(fay.Find(".comments-comment").First).ToContainTextAsync(text);
    }

    [Fact]
    public async Task At_the_width_of_a_phone_it_covers_nothing_that_has_the_focus()
    {
        var gil = await OpenAsAsync("Gil", options: new TabOptions { Width = 375, Height = 640 });
        await gil.GoAsync(LiveSite.InlineArticle);
        await CommentAsync(gil, "From a phone.");
        await Expect(gil.Find(Message)).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.Empty(await gil.Page.EvaluateAsync<string[]>(Covered));
    }

    [Fact]
    public async Task It_is_gone_when_somebody_goes_on()
    {
        var hal = await OpenAsAsync("Hal");
        await Site.ClearCommentsAsync();
        await Site.AddCommentsAsync(LiveSite.InlineArticle, 30);
        await hal.GoAsync(LiveSite.InlineArticle);
        await CommentAsync(hal, "One more.");
        await Expect(hal.Find(Message)).ToBeVisibleAsync();
        await hal.Link("Last page").ClickAsync();
        await Expect(hal.Find(".comments-comment", "Comment number 1.")).ToBeVisibleAsync();
        await Expect(hal.Find(Message)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_document_shows_one_title_and_leads_to_the_new_comment()
    {
        var ivy = await OpenAsAsync("Ivy", options: new TabOptions { HasJavaScript = false });
        await ivy.GoAsync(LiveSite.Article);
        await ivy.Find(".component-placeholder a").ClickAsync();
        Assert.InRange((await ivy.Find("h1").BoundingBoxAsync())!.Width, 0, 1);
        await Expect(ivy.Find(".comments-thread h2")).ToBeInViewportAsync();

        await Site.AddCommentsAsync(LiveSite.Article, 19);
        await CommentAsync(ivy, "Far down.");
        await Expect(ivy.Find(".comments-comment", "Far down.")).ToBeInViewportAsync();
    }

    private static async Task CommentAsync(Tab tab, string text)
    {
        await tab.Field("Your comment").FillAsync(text);
        await tab.Button("Post comment").ClickAsync();
        await Expect(tab.Find(Message)).ToContainTextAsync("Your comment is there.");
    }

    /// <summary>From the site's title to the page's: does not depend on how far somebody has scrolled.</summary>
    private static async Task<double> DistanceAsync(Tab tab) => (await tab.Find("main h1").BoundingBoxAsync())!.Y - (await tab.Find(".site-title").BoundingBoxAsync())!.Y;
}
