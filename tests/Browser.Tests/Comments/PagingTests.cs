using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Comments;

/// <summary>From page to page of a thread.</summary>
public sealed class PagingTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    [Fact]
    public async Task Sixty_comments_load_a_page_at_a_time_inside_the_page()
    {
        var reader = await OpenAsync();
        await Site.ClearCommentsAsync();
        await Site.AddCommentsAsync(LiveSite.EmptyArticle, 60);
        await reader.GoAndLoadAsync(LiveSite.EmptyArticle);
        await reader.MarkAsync();
        await Expect(reader.Find(".comments-comment").First).ToContainTextAsync("Comment number 60.");

        await reader.Link("More comments").ClickAsync();
        await Expect(reader.Find(".comments-comment").First).ToContainTextAsync("Comment number 40.");
        await reader.Link("More comments").ClickAsync();
        await Expect(reader.Find(".comments-comment").Last).ToContainTextAsync("Comment number 1.");
        await Expect(reader.Link("More comments")).ToHaveCountAsync(0);
        await reader.Link("Previous comments").ClickAsync();
        await Expect(reader.Find(".comments-comment").First).ToContainTextAsync("Comment number 40.");
        await reader.Link("First page").ClickAsync();
        await Expect(reader.Find(".comments-comment").First).ToContainTextAsync("Comment number 60.");
        await Expect(reader.Link("Previous comments")).ToHaveCountAsync(0);
        await reader.Link("Last page").ClickAsync();
        await Expect(reader.Find(".comments-comment").Last).ToContainTextAsync("Comment number 1.");
        Assert.True(await reader.IsSamePageAsync());
    }

    [Fact]
    public async Task Who_goes_on_to_more_comments_reads_on_where_the_thread_begins_and_nobody_is_moved_by_what_comes_by_itself()
    {
        await Site.ClearCommentsAsync();
        await Site.AddCommentsAsync(LiveSite.Article, 60);
        var reader = await OpenAsync(new TabOptions { Width = 375, Height = 700 });
        await reader.GoAndLoadAsync(LiveSite.Article);
        await reader.Link("More comments").ClickAsync();
        await Expect(reader.Find(".comments-comment").First).ToContainTextAsync("Comment number 40.");
        var thread = reader.Find("[data-fragment='comments/thread']");
        await Expect(thread).ToBeFocusedAsync();
        await Expect(reader.Find(".comments-head h2")).ToBeInViewportAsync();
        Assert.InRange(await thread.EvaluateAsync<double>("thread => thread.getBoundingClientRect().top"), -1, 100);

        await reader.Link("More comments").FocusAsync();
        var before = await reader.Page.EvaluateAsync<double>("scrollY");
        Assert.True(before > 1000, $"{before} px");
        var old = await reader.Find(".comments-comment").First.ElementHandleAsync();
        await thread.EvaluateAsync("thread => thread.dispatchEvent(new CustomEvent('component:refresh'))");
        await reader.Page.WaitForFunctionAsync("old => !old.isConnected", old);
        await Expect(reader.Link("More comments")).ToBeFocusedAsync();
        Assert.Equal(before, await reader.Page.EvaluateAsync<double>("scrollY"));
    }
}
