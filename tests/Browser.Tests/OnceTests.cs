using System.Text.RegularExpressions;
using System.Web;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>The key that tells a repetition from a new post.</summary>
public sealed class OnceTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    private const string PostAddress = "**/c/contact/form?*";
    private const string Uuid = "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_sent_again_with_the_same_key_and_counts_once()
    {
        const string Question = "Lost on its way";
        var guest = await OpenAsync();
        guest.ExpectsFailedRequests = true;
        var keys = Watch(guest);
        await FillAsync(guest, Question);
        await LoseAnswersAsync(guest);
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".component-problem")).ToBeVisibleAsync();
        Assert.Equal(1, await Site.CountMessagesAsync(Question));
        await guest.Page.UnrouteAllAsync();
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".contact-sent")).ToContainTextAsync("Your message has arrived");
        Assert.Equal(1, await Site.CountMessagesAsync(Question));

        await FillAsync(guest, Question);
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".contact-sent")).ToContainTextAsync("Your message has arrived");
        Assert.Equal(2, await Site.CountMessagesAsync(Question));
        Assert.Equal((3, keys[0], true), (keys.Count, keys[1], keys[2] != keys[0]));
        Assert.All(keys, key => Assert.Matches(Uuid, key));
        // They begin with when they were made.
        var now = await guest.Page.EvaluateAsync<long>("Date.now()");
        Assert.All(keys, key => Assert.InRange(Convert.ToInt64(key[..8] + key[9..13], 16), now - 120_000, now));
    }

    [Fact]
    public async Task Whoever_changes_the_text_after_a_lost_answer_is_told_and_loses_nothing()
    {
        var guest = await OpenAsync();
        guest.ExpectsFailedRequests = true;
        await FillAsync(guest, "First words");
        await LoseAnswersAsync(guest);
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".component-problem")).ToBeVisibleAsync();
        await guest.Page.UnrouteAllAsync();
        await guest.Field("Your question").FillAsync("Other words");
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".component-problem")).ToContainTextAsync("sent before with other words");
        await Expect(guest.Field("Your question")).ToHaveValueAsync("Other words");
        Assert.Equal((1, 0), (await Site.CountMessagesAsync("First words"), await Site.CountMessagesAsync("Other words")));

        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".contact-sent")).ToContainTextAsync("Your message has arrived");
        Assert.Equal((1, 1), (await Site.CountMessagesAsync("First words"), await Site.CountMessagesAsync("Other words")));
    }

    private static List<string> Watch(Tab tab)
    {
        List<string> keys = [];
        tab.Page.Request += (_, request) =>
        {
            if (request.Method == "POST" && Regex.IsMatch(request.Url, "/c/contact/form"))
                keys.Add(HttpUtility.ParseQueryString(request.PostData ?? "")["_key"] ?? "none");
        };
        return keys;
    }

    // The server does its work, and the browser never hears of it.
    private static async Task LoseAnswersAsync(Tab tab) => await tab.Page.RouteAsync(PostAddress, async route =>
    {
        await route.FetchAsync();
        await route.AbortAsync();
    });

    private static async Task FillAsync(Tab tab, string question)
    {
        await tab.GoAsync("/contact");
        await tab.Field("Your e-mail address").FillAsync("guest@example.com");
        await tab.Field("Your question").FillAsync(question);
    }
}
