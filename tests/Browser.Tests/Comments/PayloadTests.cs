using System.Globalization;
using Components.Packs;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Comments;

/// <summary>Everything that an attacker might write, on everything that shows it, in a browser: none of it runs, and none of it changes anything outside of its own comment.</summary>
public sealed class PayloadTests(HostileSite hostile, Chromium chromium) : BrowserTest(hostile, chromium), IClassFixture<HostileSite>
{
    // The elements of a page without what people wrote: what they wrote must not change it.
    private const string Shapes = """
        () => {
          const shapeOf = (element) => element.matches('.comments-text, .comments-author, .comments-avatar, .comments-meta') ? element.tagName
            : `${element.tagName}.${element.className}[${[...element.attributes].map((a) => a.name).filter((name) => name !== 'open').sort()}](${[...element.children].map(shapeOf)})`;
          return [...document.querySelectorAll('article.comments-comment')].map(shapeOf);
        }
        """;

    private const string Preview = """
        async ({ url, texts }) => {
          const place = document.createElement('div');
          document.querySelector('main').append(place);
          const wrong = [];
          for (const text of texts) {
            const answer = await fetch(url, { method: 'POST', headers: { 'HX-Request': 'true' }, body: new URLSearchParams({ Text: text, Name: text, Website: text }) });
            if (answer.status !== 200) wrong.push(`${answer.status}: ${text}`);
            const one = document.createElement('div');
            place.append(one);
            htmx.swap(one, await answer.text(), { swapStyle: 'innerHTML' });
          }
          return wrong;
        }
        """;

    [Fact]
    public void There_are_five_hundred_and_none_twice()
    {
        Assert.InRange(Payloads.All.Count, 500, 2_000);
        Assert.Equal(Payloads.All.Count, Payloads.All.Distinct().Count());
    }

    /// <summary>Or none of the others would tell anything.</summary>
    [Fact]
    public async Task The_watch_sees_what_runs_asks_and_leads_elsewhere()
    {
        Site.Start();
        // Not one of those whose complaints fail a test: here they are wanted.
        var reader = await Tab.OpenAsync(Chromium.Browser, Site.Root, new TabOptions());
        var watch = await Watch.StartAsync(reader, Site.Root);
        await reader.GoAsync("/about");
        await reader.Page.EvaluateAsync("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", """
            <article class="comments-comment"><h3 class="comments-author"><img src=x onerror="__hit()"></h3><div class="comments-text"><a href="javascript:1">x</a><b hx-get="/">x</b></div></article>
            <iframe srcdoc="x"></iframe><img src="http://hit.example/x.png">
            """);
        await reader.Page.EvaluateAsync("__hit()");
        await reader.Page.WaitForTimeoutAsync(500);
        await watch.LookAsync("here");
        foreach (var sign in (string[])["it ran", "refused by policy", "asked elsewhere", "a frame", "javascript:1", "hx-get=/", "<b hx-get", "<h3 class"])
            Assert.Contains(watch.Seen, seen => seen.Contains(sign, StringComparison.Ordinal));
        await reader.CloseAsync();
    }

    [Fact]
    public async Task In_a_thread_in_answers_and_at_permalinks()
    {
        Site.Start();
        var top = await hostile.FillAsync(Payloads.All);
        var reader = await OpenAsync();
        var moderator = await OpenAsAsync("Watcher", Roles.Moderator);
        foreach (var tab in (Tab[])[reader, moderator])
        {
            var watch = await Watch.StartAsync(tab, Site.Root);
            await ReadAllAsync(tab, watch);
            foreach (var key in top.Where((_, i) => i % 60 == 0))
            {
                await tab.GoAndLoadAsync(string.Create(CultureInfo.InvariantCulture, $"{LiveSite.InlineArticle}?comment={key}"));
                await watch.LookAsync("permalink");
                await tab.Find($"#comment-{key} .comments-action", "Reply").ClickAsync();
                await Expect(tab.Find(".comments-reply textarea")).ToBeVisibleAsync();
                await watch.LookAsync("answer");
            }
            watch.AssertQuiet();
        }
    }

    [Fact]
    public async Task In_a_preview()
    {
        var guest = await OpenAsync();
        await guest.GoAndLoadAsync(LiveSite.EmptyArticle);
        var watch = await Watch.StartAsync(guest, Site.Root);
        await guest.Page.ReloadAsync();
        await guest.LoadedAsync();
        var url = (await guest.Find(".comments-form button[formnovalidate]").GetAttributeAsync("formaction"))!.Replace(".html?", "?", StringComparison.Ordinal);
        Assert.Empty(await guest.Page.EvaluateAsync<string[]>(Preview, new { url, texts = Payloads.All }));
        Assert.Equal(Payloads.All.Count(text => text.Trim().Length > 0), await guest.Find(".comments-preview .comments-text").CountAsync());
        await watch.LookAsync("preview");
        watch.AssertQuiet();
    }

    [Fact]
    public async Task On_every_page_of_the_moderators()
    {
        Site.Start();
        await hostile.FillDeskAsync(Payloads.All);
        var moderator = await OpenAsAsync("Moe", Roles.Moderator);
        var watch = await Watch.StartAsync(moderator, Site.Root);
        foreach (var address in (string[])["/admin/comments/queue", "/admin/comments/threads", "/admin/comments/bans", "/admin/comments/log", "/admin/comments/rules"])
        {
            Assert.Equal(200, (await moderator.GoAndLoadAsync(address))!.Status);
            await LeafAsync(moderator, watch, address);
        }
        await moderator.GoAndLoadAsync("/admin/comments/queue");
        foreach (var link in (string[])["Edit", "Ban…"])
        {
            await moderator.Find(".comments-queued a", link).First.ClickAsync();
            await Expect(moderator.Find(".comments-queued form")).ToHaveCountAsync(1);
            await watch.LookAsync(link);
        }
        watch.AssertQuiet();
    }

    [Fact]
    public async Task On_the_guests_own_page()
    {
        Site.Start();
        var guest = await OpenAsync();
        var watch = await Watch.StartAsync(guest, Site.Root);
        var seen = 0;
        foreach (var (capability, address) in await hostile.FillGuestsAsync(Payloads.All))
        {
            await guest.Page.Context.AddCookiesAsync([new() { Name = "comments-guest", Value = capability, Url = Site.Root.ToString() }]);
            await guest.GoAsync(address);
            seen += await guest.Find(".comments-mine li").CountAsync();
            await watch.LookAsync("your comments");
        }
        Assert.Equal(Payloads.All.Count, seen);
        watch.AssertQuiet();
    }

    // From the first page of the thread to the last one.
    private static async Task ReadAllAsync(Tab tab, Watch watch)
    {
        await tab.GoAndLoadAsync(LiveSite.InlineArticle);
        var (comments, pages) = (0, 0);
        while (true)
        {
            await watch.LookAsync($"page {++pages}");
            var shapes = await tab.Page.EvaluateAsync<string[]>(Shapes);
            comments += shapes.Length;
            // Those of the top level, and those of answers, are one like the other: the first of all is harmless.
            Assert.InRange(shapes.Distinct().Count(), 1, 2);
            var more = tab.Link("More comments");
            if (await more.CountAsync() == 0)
                break;
            var last = await tab.Find("article.comments-comment").Last.GetAttributeAsync("id");
            await more.ClickAsync();
            await Expect(tab.Find($"#{last}")).ToHaveCountAsync(0);
        }
        Assert.Equal(Payloads.All.Count + 1, comments);
    }

    private static async Task LeafAsync(Tab tab, Watch watch, string address)
    {
        for (var pages = 1; ; pages++)
        {
            await watch.LookAsync($"{address} {pages}");
            var next = tab.Find(".comments-more a[rel=next]");
            if (pages == 30 || await next.CountAsync() == 0)
                return;
            var before = await next.GetAttributeAsync("href");
            await next.ClickAsync();
            await Expect(tab.Find($".comments-more a[rel=next][href=\"{before}\"]")).ToHaveCountAsync(0);
        }
    }
}
