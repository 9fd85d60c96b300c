using Components.Comments;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>What one person writes appears at another's, who is not disturbed by it.</summary>
public sealed class PushTests(PushSite site, LiveSite live, Chromium chromium) : BrowserTest(live, chromium), IClassFixture<PushSite>
{
    private const string Hidden = "(isHidden) => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden }); document.dispatchEvent(new Event('visibilitychange')); }";

    [Fact]
    public async Task A_comment_in_one_page_appears_in_the_other()
    {
        var (ada, bob) = (await ReadAsync(), await ReadAsync());
        var connections = Connections(bob);
        await bob.MarkAsync();
        await ada.Find("#pushed").GetByLabel("Your comment").FillAsync("Seen at once.");
        await ada.Find("#pushed").Locator("input[name=Name]").FillAsync("Ada");
        await ada.Find("#pushed").GetByRole(AriaRole.Button, new() { Name = "Post comment" }).ClickAsync();

        await Expect(bob.Find("#pushed .comments-comment", "Seen at once.")).ToBeVisibleAsync();
        await Expect(bob.Find("#pushed-too .comments-comment")).ToHaveCountAsync(0);
        Assert.True(await bob.IsSamePageAsync());
        Assert.Empty(connections);
    }

    [Fact]
    public async Task Who_types_is_not_disturbed_and_sees_that_there_is_news()
    {
        var bob = await ReadAsync();
        var field = bob.Find("#pushed").GetByLabel("Your comment");
        await field.FillAsync("Half a sen");
        await site.WriteAsync("pushed", PushPage.Path, null, new Author("eve", "Eve"), "News for who types.", CommentState.Approved);

        var news = bob.Find("#pushed > .component-news");
        await Expect(news).ToContainTextAsync("There is something new here.");
        await field.PressSequentiallyAsync("tence");
        await Expect(field).ToHaveValueAsync("Half a sentence");
        await Expect(bob.Find("#pushed .comments-comment", "News for who types.")).ToHaveCountAsync(0);
        await news.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(bob.Find("#pushed .comments-comment", "News for who types.")).ToHaveCountAsync(1);
        await Expect(bob.Find("#pushed").GetByLabel("Your comment")).ToHaveValueAsync("Half a sentence");
    }

    [Fact]
    public async Task A_hidden_tab_holds_no_connection_and_catches_up_when_it_is_looked_at()
    {
        var bob = await ReadAsync();
        await bob.Page.EvaluateAsync(Hidden, true);
        await site.WriteAsync("pushed", PushPage.Path, null, new Author("eve", "Eve"), "While nobody looked.", CommentState.Approved);
        await Task.Delay(2000);
        await Expect(bob.Find("#pushed .comments-comment", "While nobody looked.")).ToHaveCountAsync(0);
        var statuses = new List<(string Url, int Status)>();
        bob.Page.Response += (_, response) => statuses.Add((response.Url, response.Status));
        await bob.Page.EvaluateAsync(Hidden, false);
        await Expect(bob.Find("#pushed .comments-comment", "While nobody looked.")).ToHaveCountAsync(1);
        Assert.Single(statuses, response => response.Url.Contains("/c/_events", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fragments_that_load_together_come_in_one_request()
    {
        var tab = await OpenAsync(site);
        var answers = new List<string>();
        // Read on the way: the browser does not always keep what a script has read.
        await tab.Page.RouteAsync("**/c/_batch", async route =>
        {
            var answer = await route.FetchAsync();
            answers.Add(await answer.TextAsync());
            await route.FulfillAsync(new() { Response = answer });
        });
        await tab.GoAndLoadAsync(PushPage.Path);
        await Expect(tab.Find(".comments-thread")).ToHaveCountAsync(3);
        Assert.Equal(3, Assert.Single(answers).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task The_developers_panel_says_what_each_fragment_cost()
    {
        var tab = await ReadAsync();
        await tab.Find(".component-overlay > button").ClickAsync();
        var rows = tab.Find(".component-overlay tr");
        rows = rows.Filter(new() { HasText = "comments/thread" });
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.First.Locator("td").Nth(2)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[1-9]"));
        await Expect(rows.First).ToContainTextAsync("public");
    }

    private async Task<Tab> ReadAsync()
    {
        var tab = await OpenAsync(site);
        var connected = tab.Page.WaitForResponseAsync(response => response.Url.Contains("/c/_events", StringComparison.Ordinal));
        await tab.GoAndLoadAsync(PushPage.Path);
        Assert.Equal(200, (await connected).Status);
        await Expect(tab.Find(".comments-thread")).ToHaveCountAsync(3);
        return tab;
    }

    // Those that are opened from now on.
    private static List<string> Connections(Tab tab)
    {
        var connections = new List<string>();
        tab.Page.Request += (_, request) =>
        {
            if (request.Url.Contains("/c/_events", StringComparison.Ordinal))
                connections.Add(request.Url);
        };
        return connections;
    }
}
