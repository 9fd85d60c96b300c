using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>What a visitor sees when something goes wrong between the browser and the site: words and a way on, never a blank, and never a lost text.</summary>
public sealed class FailureTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    private const string FragmentAddress = "**/c/comments/thread?*";
    private const string Problem = "[data-fragment] .component-problem";

    [Fact]
    public async Task A_load_that_fails_says_so_and_can_be_tried_again()
    {
        var reader = await OpenAsync();
        reader.ExpectsFailedRequests = true;
        await AnswerAsync(reader, "GET", 500, "<h1>nginx</h1>");
        await reader.GoAsync(LiveSite.Article);

        await Expect(reader.Find(Problem)).ToContainTextAsync("could not be loaded");
        await Expect(reader.Find(Problem)).ToHaveAttributeAsync("role", "alert");
        await Expect(reader.Find("text=nginx")).ToHaveCountAsync(0);

        await reader.Page.UnrouteAllAsync();
        await reader.Button("Try again").ClickAsync();
        await Expect(reader.Find(".comments-thread")).ToBeVisibleAsync();
        await Expect(reader.Find(Problem)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_sign_in_page_of_a_proxy_is_never_swapped_in()
    {
        var reader = await OpenAsync();
        reader.ExpectsFailedRequests = true;
        await AnswerAsync(reader, "GET", 200, "<h1>Welcome to the hotel</h1>");
        await reader.GoAsync(LiveSite.Article);

        await Expect(reader.Find(Problem)).ToBeVisibleAsync();
        await Expect(reader.Find("text=Welcome to the hotel")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_post_that_fails_keeps_the_text_and_says_so_at_the_form(int status)
    {
        var name = $"Frank{status}";
        var frank = await OpenAsAsync(name);
        frank.ExpectsFailedRequests = true;
        await frank.GoAndLoadAsync(LiveSite.Article);
        await AnswerAsync(frank, "POST", status, "<h1>nginx</h1>");
        await frank.Field("Your comment").FillAsync($"Kept over {status}.");
        await frank.Button("Post comment").ClickAsync();

        await Expect(frank.Find(Problem)).ToBeVisibleAsync();
        await Expect(frank.Field("Your comment")).ToHaveValueAsync($"Kept over {status}.");

        await frank.Page.UnrouteAllAsync();
        await frank.Button("Post comment").ClickAsync();
        await Expect(frank.Find(".comments-comment", $"Kept over {status}.")).ToHaveCountAsync(1);
        await Expect(frank.Find(Problem)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Somebody_offline_keeps_the_text_and_can_post_it_later()
    {
        var otto = await OpenAsAsync("Otto");
        otto.ExpectsFailedRequests = true;
        await otto.GoAndLoadAsync(LiveSite.Article);
        await otto.Page.Context.SetOfflineAsync(true);
        await otto.Field("Your comment").FillAsync("Written in a tunnel.");
        await otto.Button("Post comment").ClickAsync();

        await Expect(otto.Find(Problem)).ToContainTextAsync("Are you online?");
        await Expect(otto.Field("Your comment")).ToHaveValueAsync("Written in a tunnel.");

        await otto.Page.Context.SetOfflineAsync(false);
        await otto.Button("Post comment").ClickAsync();
        await Expect(otto.Find(".comments-comment", "Written in a tunnel.")).ToHaveCountAsync(1);
        await Expect(otto.Find(Problem)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_forged_placeholder_shows_a_message_and_not_a_blank()
    {
        var reader = await OpenAsync();
        reader.ExpectsFailedRequests = true;
        await reader.Page.RouteAsync($"**{LiveSite.Article}", async route =>
        {
            var answer = await route.FetchAsync();
            var html = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer, Body = html.Replace("subject=what-is-a-fragment", "subject=somebody-elses", StringComparison.OrdinalIgnoreCase) });
        });
        await reader.GoAsync(LiveSite.Article);

        await Expect(reader.Find(Problem)).ToBeVisibleAsync();
        await Expect(reader.Find(".comments-thread")).ToHaveCountAsync(0);
    }

    private static async Task AnswerAsync(Tab tab, string method, int status, string html) => await tab.Page.RouteAsync(FragmentAddress, route => route.Request.Method == method
        ? route.FulfillAsync(new() { Status = status, ContentType = "text/html", Body = html })
        : route.ContinueAsync());
}

public sealed class OldKeyTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    [Fact]
    public async Task A_page_that_was_open_while_its_key_was_retired_says_so_and_keeps_the_text()
    {
        var kim = await OpenAsAsync("Kim");
        kim.ExpectsFailedRequests = true;
        await kim.GoAndLoadAsync(LiveSite.Article);
        var keys = Site.Get<Components.Signing.KeyRing>();
        var old = keys.Current.Id;
        keys.Rotate();
        keys.Retire(old);
        await kim.Field("Your comment").FillAsync("Over the change of keys.");
        await kim.Button("Post comment").ClickAsync();

        await Expect(kim.Find("[data-fragment] .component-problem")).ToBeVisibleAsync();
        await Expect(kim.Field("Your comment")).ToHaveValueAsync("Over the change of keys.");
        await kim.Link("Reload the page").ClickAsync();
        await Expect(kim.Field("Your comment")).ToBeVisibleAsync();
    }
}

public sealed class TooManyPostsTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    [Fact]
    public async Task Whoever_posts_too_often_is_told_to_wait_and_keeps_the_text()
    {
        Site.Settings["Packs:Comments:MemberPostsPerMinute"] = "2";
        var hasty = await OpenAsAsync("Hasty");
        hasty.ExpectsFailedRequests = true;
        await hasty.GoAndLoadAsync(LiveSite.Article);
        foreach (var text in (string[])["One.", "Two."])
        {
            await hasty.Field("Your comment").FillAsync(text);
            await hasty.Button("Post comment").ClickAsync();
            await Expect(hasty.Find(".comments-comment", text)).ToBeVisibleAsync();
        }
        await hasty.Field("Your comment").FillAsync("Three.");
        await hasty.Button("Post comment").ClickAsync();

        await Expect(hasty.Find("[data-fragment='comments/thread']")).ToContainTextAsync("You are sending very often.");
        await Expect(hasty.Field("Your comment")).ToHaveValueAsync("Three.");
        Assert.Equal(0, await Site.CountCommentsAsync("Three."));
    }
}
