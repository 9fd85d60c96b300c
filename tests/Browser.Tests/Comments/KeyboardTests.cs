using Components.Comments;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Comments;

/// <summary>The whole of a thread by Tab and Enter: everything is reached, what has the focus is seen, and the focus is never lost.</summary>
public sealed class KeyboardTests(GuestSite guestSite, Chromium chromium) : BrowserTest(guestSite, chromium), IClassFixture<GuestSite>
{
    private const string Focused = "() => document.activeElement?.matches('a, button, input, textarea, summary, select, [tabindex]') === true";

    private const string Visible = """
        () => {
          const { outlineStyle, outlineWidth, boxShadow, visibility, opacity } = getComputedStyle(document.activeElement);
          const { width, height } = document.activeElement.getBoundingClientRect();
          return ((outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none') && visibility === 'visible' && opacity !== '0' && width > 0 && height > 0;
        }
        """;

    [Fact]
    public async Task Answers_votes_edits_deletes_and_pages()
    {
        Site.Start();
        var subject = LiveSite.InlineArticle.Split('/')[^1];
        for (var i = 1; i <= 5; i++)
            await Site.WriteAsync(subject, LiveSite.InlineArticle, null, new Author("guest:rosa", "Rosa"), $"Number {i}.", CommentState.Approved);
        var kay = await OpenAsAsync("Kay");
        await kay.GoAndLoadAsync(LiveSite.InlineArticle);
        await kay.Find(".comments-head h2").FocusAsync();

        await TabToAsync(kay, "article .comments-vote");
        await kay.Page.Keyboard.PressAsync("Enter");
        await Expect(kay.Find("article .comments-vote").First).ToHaveAttributeAsync("aria-pressed", "true");
        await AssertKeptAsync(kay, "after a vote");

        await kay.Find(".comments-head h2").FocusAsync();
        await TabToAsync(kay, "article .comments-action", "Reply");
        await kay.Page.Keyboard.PressAsync("Enter");
        await Expect(kay.Find(".comments-reply textarea")).ToBeFocusedAsync();
        await kay.Page.Keyboard.TypeAsync("By keyboard.");
        await TabToAsync(kay, ".comments-reply button[type=submit]", "Post answer");
        await kay.Page.Keyboard.PressAsync("Enter");
        var own = kay.Find("article.comments-comment", "By keyboard.");
        await Expect(own).ToBeFocusedAsync();

        await TabToAsync(kay, "article .comments-action", "Edit");
        await kay.Page.Keyboard.PressAsync("Enter");
        await Expect(kay.Find("li li textarea")).ToBeFocusedAsync();
        await kay.Page.Keyboard.PressAsync("Control+End");
        await kay.Page.Keyboard.TypeAsync(" Edited.");
        await TabToAsync(kay, "li li button[type=submit]", "Save");
        await kay.Page.Keyboard.PressAsync("Enter");
        own = kay.Find("article.comments-comment", "By keyboard. Edited.");
        await Expect(own).ToBeFocusedAsync();

        await TabToAsync(kay, "article summary", "Delete…");
        await kay.Page.Keyboard.PressAsync("Enter");
        await TabToAsync(kay, "article .comments-delete button");
        await kay.Page.Keyboard.PressAsync("Enter");
        await Expect(own).ToHaveCountAsync(0);
        await AssertKeptAsync(kay, "after deleting");

        await kay.Find(".comments-head h2").FocusAsync();
        await TabToAsync(kay, ".comments-more a", "More comments");
        await kay.Page.Keyboard.PressAsync("Enter");
        await Expect(kay.Find("article.comments-comment", "Number 5.")).ToBeVisibleAsync();
        await AssertKeptAsync(kay, "after paging");
    }

    // Forward, element by element, each of which must be seen.
    private static async Task TabToAsync(Tab tab, string selector, string? text = null)
    {
        for (var i = 0; i < 80; i++)
        {
            await tab.Page.Keyboard.PressAsync("Tab");
            Assert.True(await tab.Page.EvaluateAsync<bool>(Visible), $"The focus is not seen on {await tab.Page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 300)")}");
            if (await tab.Page.EvaluateAsync<bool>("([selector, text]) => document.activeElement.matches(selector) && (!text || document.activeElement.textContent.trim() === text)", new[] { selector, text }))
                return;
        }
        Assert.Fail($"{selector} is not reached by Tab.");
    }

    private static async Task AssertKeptAsync(Tab tab, string when)
    {
        await tab.LoadedAsync();
        await tab.Page.WaitForTimeoutAsync(200);
        for (var round = 0; round < 100 && !await tab.Page.EvaluateAsync<bool>(Focused); round++)
            await Task.Delay(100);
        Assert.True(await tab.Page.EvaluateAsync<bool>(Focused), $"The focus is lost {when}.");
    }
}
