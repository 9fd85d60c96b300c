using Microsoft.Playwright;
using Testing;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class CommentTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    private const string Flash = "#component-flash";

    [Theory]
    [InlineData(LiveSite.Article)]
    [InlineData(LiveSite.InlineArticle)]
    public async Task A_comment_appears_without_a_reload(string article)
    {
        var mary = await OpenAsAsync(article == LiveSite.Article ? "Mary" : "Maria");
        await mary.GoAsync(article);
        await mary.MarkAsync();
        await mary.Field("Your comment").FillAsync("Well **said**.");
        await mary.Button("Post comment").ClickAsync();

        var comment = mary.Find(".comments-comment").First;
        await Expect(comment).ToContainTextAsync("Well said.");
        await Expect(comment).ToBeFocusedAsync();
        await Expect(mary.Field("Your comment")).ToHaveValueAsync("");
        await Expect(mary.Find(Flash)).ToContainTextAsync("Your comment is there.");
        await Expect(mary.Find(Flash)).ToHaveAttributeAsync("aria-live", "polite");
        Assert.True(await mary.IsSamePageAsync());
    }

    [Fact]
    public async Task What_somebody_has_begun_elsewhere_in_the_thread_is_still_there_when_they_have_posted()
    {
        await Site.ClearCommentsAsync();
        await Site.AddCommentsAsync(LiveSite.Article, [("Rosa", "Rosa was here.")]);
        var otto = await OpenAsAsync("Otto");
        await otto.GoAndLoadAsync(LiveSite.Article);
        await otto.Link("Reply").ClickAsync();
        var answer = otto.Find(".comments-reply textarea");
        await answer.FillAsync("Half an answer");
        await answer.EvaluateAsync("area => { area.isTheSame = true; }");

        var area = otto.Find(".comments-write > form textarea");
        otto.ExpectsFailedRequests = true;
        await area.FillAsync(" ");
        await otto.Find(".comments-write > form button", "Post").First.ClickAsync();
        await Expect(area).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(area).ToBeFocusedAsync();
        await Expect(otto.Find(".comments-comment")).ToHaveCountAsync(1);

        await area.FillAsync("A comment besides");
        await otto.Find(".comments-write > form button", "Post").First.ClickAsync();
        var comment = otto.Find(".comments-comment").First;
        await Expect(comment).ToContainTextAsync("A comment besides");
        await Expect(comment).ToBeFocusedAsync();
        await Expect(otto.Find(".comments-head h2")).ToHaveTextAsync("2 comments");
        await Expect(otto.Find(".comments-sort a")).ToHaveCountAsync(4);
        await Expect(area).ToHaveValueAsync("");
        await Expect(answer).ToHaveValueAsync("Half an answer");
        Assert.True(await answer.EvaluateAsync<bool>("area => area.isTheSame === true"));

        // What has come works like what was there.
        await otto.Link("Oldest").ClickAsync();
        await Expect(otto.Find(".comments-comment").First).ToContainTextAsync("Rosa was here.");
    }

    [Fact]
    public async Task Who_goes_elsewhere_in_the_thread_while_a_comment_is_on_its_way_is_shown_it_once()
    {
        await Site.ClearCommentsAsync();
        await Site.AddCommentsAsync(LiveSite.Article, [("Rosa", "Rosa was here."), ("Tim", "Tim was here.")]);
        var hanna = await OpenAsAsync("Hanna");
        await hanna.GoAndLoadAsync(LiveSite.Article);
        var goOn = new TaskCompletionSource();
        await hanna.Page.RouteAsync("**/c/comments/thread?*", async route =>
        {
            if (route.Request.Method == "POST")
                await goOn.Task;
            await route.ContinueAsync();
        });
        await hanna.Field("Your comment").FillAsync("On its way");
        await hanna.Button("Post comment").ClickAsync();
        await hanna.Link("Oldest").ClickAsync();
        await Expect(hanna.Find(".comments-comment").First).ToContainTextAsync("Rosa was here.");
        goOn.SetResult();
        await Expect(hanna.Find(".comments-comment", "On its way")).ToHaveCountAsync(1);
        await Expect(hanna.Find(".comments-comment")).ToHaveCountAsync(3);
        await Expect(hanna.Find(".comments-head h2")).ToHaveTextAsync("3 comments");
        Assert.Empty(await hanna.DoubledIdsAsync());
        await Expect(hanna.Find("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_clicks_twice_waits_for_nothing_once_both_answers_are_there()
    {
        await Site.ClearCommentsAsync();
        await Site.AddCommentsAsync(LiveSite.Article, [("Rosa", "Rosa was here."), ("Tim", "Tim was here.")]);
        var gerda = await OpenAsAsync("Gerda");
        await gerda.GoAndLoadAsync(LiveSite.Article);
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        var asked = 0;
        await gerda.Page.RouteAsync("**/c/comments/thread?*", async route =>
        {
            await (Interlocked.Increment(ref asked) == 1 ? first : second).Task;
            await route.ContinueAsync();
        });
        await gerda.Link("Newest").ClickAsync();
        await gerda.Link("Oldest").ClickAsync();
        var busy = gerda.Find("[aria-busy=true]");
        await Expect(busy).ToHaveCountAsync(1);
        // The link whose answer is still to come is replaced by the first one.
        var link = await gerda.Link("Oldest").ElementHandleAsync();
        first.SetResult();
        await Expect(gerda.Find(".comments-comment").First).ToContainTextAsync("Tim was here.");
        await gerda.Page.WaitForFunctionAsync("link => !link.isConnected", link);
        await Expect(busy).ToHaveCountAsync(1);
        second.SetResult();
        await Expect(gerda.Find(".comments-comment").First).ToContainTextAsync("Rosa was here.");
        await Expect(busy).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_first_two_comments_appear_one_after_the_other_where_it_said_that_there_are_none()
    {
        await Site.ClearCommentsAsync();
        var first = await OpenAsAsync("Fina");
        await first.GoAndLoadAsync(LiveSite.Article);
        await Expect(first.Find(".comments-none")).ToBeVisibleAsync();
        foreach (var text in new[] { "The very first", "The second" })
        {
            await first.Field("Your comment").FillAsync(text);
            await first.Button("Post comment").ClickAsync();
            await Expect(first.Find(".comments-comment").First).ToContainTextAsync(text);
        }
        await Expect(first.Find(".comments-none")).ToBeHiddenAsync();
        await Expect(first.Find(".comments-comment")).ToHaveCountAsync(2);
        await first.Find(".comments-comment").First.Locator("summary", new() { HasText = "Delete" }).ClickAsync();
    }

    [Theory]
    [InlineData(LiveSite.Article)]
    [InlineData(LiveSite.InlineArticle)]
    public async Task A_thread_is_made_htmxs_own_piece_by_piece_as_somebody_touches_it(string article)
    {
        const string Known = "[...document.querySelectorAll('[data-fragment=\"comments/thread\"] :is(a, form, button)')].filter(one => one['htmx-internal-data']?.path).length";
        await Site.ClearCommentsAsync();
        await Site.AddCommentsAsync(article, 30);
        var reader = await OpenAsAsync(article == LiveSite.Article ? "Rita" : "Riva");
        await reader.GoAndLoadAsync(article);
        await reader.MarkAsync();
        Assert.Equal(0, await reader.Page.EvaluateAsync<int>(Known));
        Assert.NotEqual(0, await reader.Page.EvaluateAsync<int>("document.body.querySelectorAll('[data-fragment] form').length"));

        // What has been swapped in is not walked through either; an answer goes where it belongs, by a click and by a key.
        await reader.Link("Oldest").ClickAsync();
        await Expect(reader.Find(".comments-comment").First).ToContainTextAsync("Comment number 1.");
        Assert.Equal(0, await reader.Page.EvaluateAsync<int>(Known));
        await reader.Link("Reply").First.PressAsync("Enter");
        await Expect(reader.Find(".comments-reply-place .comments-form")).ToBeVisibleAsync();
        Assert.Equal(1, await reader.Page.EvaluateAsync<int>(Known));
        Assert.True(await reader.IsSamePageAsync());
    }

    [Fact]
    public async Task A_page_is_made_htmxs_own_after_the_task_in_which_its_scripts_begin()
    {
        const string Known = "[...document.querySelectorAll('*')].filter(one => one['htmx-internal-data']?.path).length";
        var reader = await OpenAsAsync("Rosa");
        await reader.Page.AddInitScriptAsync($"addEventListener('DOMContentLoaded', () => {{ window.knownAtFirst = {Known}; }})");
        await reader.GoAndLoadAsync(LiveSite.Article);
        Assert.Equal(0, await reader.Page.EvaluateAsync<int>("window.knownAtFirst"));
        Assert.NotEqual(0, await reader.Page.EvaluateAsync<int>(Known));
        // What was in its way until then is there again: htmx, and whoever else asks.
        Assert.True(await reader.Page.EvaluateAsync<bool>("document.createExpression('.//main').evaluate(document.body).iterateNext() === document.querySelector('main') && !Object.hasOwn(document.body, 'querySelectorAll')"));
    }

    [Fact]
    public async Task A_comment_posted_from_another_page_shows_on_the_first()
    {
        var nora = await OpenAsAsync("Nora");
        await Site.AddCommentsAsync(LiveSite.EmptyArticle, 30);
        await nora.GoAndLoadAsync(LiveSite.EmptyArticle);
        await nora.Link("More comments").ClickAsync();
        await Expect(nora.Link("Previous comments")).ToBeVisibleAsync();
        await nora.Field("Your comment").FillAsync("From far back.");
        await nora.Button("Post comment").ClickAsync();

        await Expect(nora.Find(".comments-comment").First).ToContainTextAsync("From far back.");
        await Expect(nora.Link("Previous comments")).ToHaveCountAsync(0);
        await Expect(nora.Find(Flash)).ToContainTextAsync("Your comment is there.");
    }

    [Fact]
    public async Task Authors_delete_their_own_comments_and_nobody_elses()
    {
        var dora = await OpenAsAsync("Dora");
        await Site.AddCommentsAsync(LiveSite.Article, [("Rosa", "Rosa was here.")]);
        await dora.GoAndLoadAsync(LiveSite.Article);
        await dora.Field("Your comment").FillAsync("Soon gone.");
        await dora.Button("Post comment").ClickAsync();
        var own = dora.Find(".comments-comment", "Soon gone.");
        await Expect(own).ToBeVisibleAsync();
        await Expect(dora.Find(".comments-comment", "Rosa was here.").Locator("details")).ToHaveCountAsync(0);
        await dora.MarkAsync();

        await own.Locator(".comments-delete summary").ClickAsync();
        await own.Locator(".comments-delete button").ClickAsync();

        await Expect(own).ToHaveCountAsync(0);
        await Expect(dora.Find(Flash)).ToContainTextAsync("The comment is deleted.");
        Assert.True(await dora.IsSamePageAsync());
    }

    [Fact]
    public async Task A_double_click_posts_once()
    {
        var ella = await OpenAsAsync("Ella");
        await ella.GoAndLoadAsync(LiveSite.Article);
        await ella.Page.RouteAsync("**/c/comments/thread?*", async route =>
        {
            if (route.Request.Method == "POST")
                await Task.Delay(500);
            await route.ContinueAsync();
        });
        await ella.Field("Your comment").FillAsync("Only once, please.");
        await ella.Button("Post comment").DblClickAsync();

        await Expect(ella.Find(".comments-comment", "Only once, please.")).ToHaveCountAsync(1);
        Assert.Equal(1, await Site.CountCommentsAsync("Only once, please."));
    }

    [Fact]
    public async Task The_thanks_stay_in_sight_until_they_are_closed()
    {
        var mia = await OpenAsAsync("Mia");
        await mia.GoAsync(LiveSite.InlineArticle);
        await mia.Field("Your comment").FillAsync("At the foot of a long page.");
        await mia.Button("Post comment").ClickAsync();
        await Expect(mia.Find($"{Flash} > .notice")).ToBeInViewportAsync();
        await mia.Button("Close").ClickAsync();

        await Expect(mia.Find($"{Flash} > *")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_blank_comment_is_refused_beside_the_field_with_the_focus_there()
    {
        var bea = await OpenAsAsync("Bea");
        bea.ExpectsFailedRequests = true;
        await bea.GoAndLoadAsync(LiveSite.Article);
        await bea.Field("Your comment").FillAsync("   ");
        await bea.Button("Post comment").ClickAsync();

        await Expect(bea.Find(".comments-form .field-error")).ToHaveTextAsync("Please write something.");
        await Expect(bea.Field("Your comment")).ToBeFocusedAsync();
        await Expect(bea.Field("Your comment")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task Signing_in_to_comment_leads_back_to_the_article()
    {
        var gina = await OpenAsync();
        await Site.AddAccountAsync("Gina");
        await gina.GoAndLoadAsync(LiveSite.Article);
        await gina.Link("Sign in to comment").ClickAsync();
        await gina.Field("E-mail address").FillAsync(People.EmailOf("Gina"));
        await gina.Field("Password").FillAsync(People.Password);
        await gina.Find("main button[type=submit]").ClickAsync();

        await Expect(gina.Field("Your comment, Gina")).ToBeVisibleAsync();
        Assert.EndsWith(LiveSite.Article, gina.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_placeholder_says_that_it_loads()
    {
        var reader = await OpenAsync();
        var release = new TaskCompletionSource();
        await reader.Page.RouteAsync("**/c/comments/thread?*", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        await reader.Page.GotoAsync(LiveSite.Article, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        await Expect(reader.Find("[data-fragment='comments/thread']")).ToHaveAttributeAsync("aria-busy", "true");
        release.SetResult();
        await Expect(reader.Find("[data-fragment='comments/thread']")).Not.ToHaveAttributeAsync("aria-busy", "true");
        await Expect(reader.Find(".comments-thread")).ToBeVisibleAsync();
    }
}
