using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Embedding;

/// <summary>Fragments on pages that somebody else made.</summary>
public sealed class EmbeddingTests(ForeignSite site, Chromium chromium) : BrowserTest(site, chromium), IClassFixture<ForeignSite>
{
    [Fact]
    public async Task A_guest_reads_writes_and_sees_it_again_after_a_reload()
    {
        var page = site.Publish("/tomatoes/1", $"""{ForeignSite.Story}{site.Script}<component-view name="comments/thread" subject="/tomatoes/1"></component-view>""");
        var guest = await OpenAsync(site);
        await guest.GoAsync(page);
        await Expect(guest.Find(".comments-none")).ToBeVisibleAsync();
        await guest.MarkAsync();
        await guest.Field("Your comment").FillAsync("Mine **died** in May.");
        await guest.Field("Name").FillAsync("Gus");
        await guest.Button("Post comment").ClickAsync();
        await Expect(guest.Find(".comments-comment")).ToContainTextAsync("Mine died in May.");
        await Expect(guest.Find("#component-flash")).ToContainTextAsync("Your comment is there.");
        Assert.True(await guest.IsSamePageAsync());
        await guest.GoAsync(page);
        await Expect(guest.Find(".comments-comment")).ToContainTextAsync("Mine died in May.");
        Assert.Empty(await guest.Page.Context.CookiesAsync());

        await guest.Link("Edit").ClickAsync();
        await guest.Field("Your text").FillAsync("Mine died in June.");
        await guest.Button("Save").ClickAsync();
        await Expect(guest.Find(".comments-comment")).ToContainTextAsync("Mine died in June.");
        // Somebody else's browser has no part in it.
        var other = await OpenAsync(site);
        await other.GoAsync(page);
        await Expect(other.Find(".comments-comment")).ToContainTextAsync("Mine died in June.");
        Assert.Equal(0, await other.Link("Edit").CountAsync());
    }

    [Fact]
    public async Task The_page_of_the_guide_works()
    {
        var guide = await File.ReadAllTextAsync(Testing.Repository.PathOf("docs/other-sites.md"), TestContext.Current.CancellationToken);
        var example = guide.Split("```html\n")[1].Split("```")[0].Replace("https://comments.example", site.Host, StringComparison.Ordinal);
        var page = site.Publish("/blog/1", $"{ForeignSite.Story}{example}");
        var reader = await OpenAsync(site);
        await reader.GoAsync(page);
        await Expect(reader.Find("component-view .comments-none")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("host", 1280), InlineData("dark", 1280), InlineData("light", 390), InlineData("host", 390)]
    public async Task It_fits_the_page_in_every_theme_on_a_desk_and_on_a_phone(string theme, int width)
    {
        var address = $"{site.Origin}/looks";
        if (await site.CountCommentsAsync("A pot of thirty litres is enough.") == 0)
        {
            var first = await site.WriteAsync(address, address, null, new Components.Comments.Author("guest:r", "Rosa"), "A pot of thirty litres is enough.", Components.Comments.CommentState.Approved);
            await site.WriteAsync(address, address, first, new Components.Comments.Author("guest:t", "Tomás"), "With `drainage`, yes:\n\n> and a stick", Components.Comments.CommentState.Approved);
        }
        var page = site.Publish("/looks", $"""{ForeignSite.Story}<component-view name="comments/thread" subject="/looks" theme="{theme}"></component-view>{site.Script}""");
        var reader = await OpenAsync(site, new TabOptions { Width = width, Height = 1100 });
        await reader.GoAsync(page);
        await Expect(reader.Find(".comments-comment")).ToHaveCountAsync(2);
        Assert.False(await reader.IsTooWideAsync());
        // The page's own colour and fonts, unless the tag says otherwise.
        var font = await reader.Find(".comments-text").First.EvaluateAsync<string>("element => getComputedStyle(element).fontFamily");
        Assert.Equal(theme == "host", font.Contains("Georgia", StringComparison.Ordinal));
        await Expect(reader.Find(".component-away").First).Not.ToBeInViewportAsync(new() { Ratio = 0.5f });
        if (Environment.GetEnvironmentVariable("PICTURES") is { Length: > 0 } folder)
            await reader.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"embedded-{theme}-{width.ToString(CultureInfo.InvariantCulture)}.png"), FullPage = true });
    }

    [Fact]
    public async Task Fifty_counts_come_in_one_request()
    {
        await site.WriteAsync($"{site.Origin}/counted/3", $"{site.Origin}/counted/3", null, new Components.Comments.Author("guest:x", "X"), "One.", Components.Comments.CommentState.Approved);
        var items = string.Concat(Enumerable.Range(1, 50).Select(number => string.Create(CultureInfo.InvariantCulture, $"<li><a href=\"/counted/{number}\">Article {number}</a> <component-view name=\"comments/count\" subject=\"/counted/{number}\"></component-view></li>")));
        var page = site.Publish("/list", $"<ul>{items}</ul>{site.Script}");
        var reader = await OpenAsync(site);
        List<string> asked = [];
        reader.Page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(site.Host, StringComparison.Ordinal) && request.ResourceType == "fetch")
                asked.Add(request.Url);
        };
        await reader.GoAsync(page);
        await Expect(reader.Find("li:nth-child(3) component-view")).ToHaveTextAsync("1 comment");
        await Expect(reader.Find("li:nth-child(50) component-view")).ToHaveTextAsync("No comments");
        Assert.Equal([$"{site.Host}/c/_sign"], asked);
    }

    [Fact]
    public async Task A_page_with_an_htmx_of_its_own_keeps_it_and_it_never_reacts_to_our_markup()
    {
        var page = site.Publish("/with-htmx", $"""
            {ForeignSite.Story}<div id="theirs" hx-get="/part" hx-trigger="load"></div>
            <component-view name="comments/thread" subject="/with-htmx" load="on-load"></component-view>
            """, $"""<meta name="htmx-config" content='{"{"}"includeIndicatorStyles":false{"}"}'>{site.Script}<script src="/own.js"></script><script src="/htmx.js"></script>""");
        var guest = await OpenAsync(site);
        await guest.GoAsync(page);
        await Expect(guest.Find("#own-part")).ToBeVisibleAsync();
        await Expect(guest.Find(".comments-none")).ToBeVisibleAsync();
        await guest.Field("Your comment").FillAsync("A **preview**.");
        await guest.Button("Preview").ClickAsync();
        await Expect(guest.Find(".comments-preview-place strong")).ToHaveTextAsync("preview");
        // Their htmx may be told to look at the whole page again.
        await guest.Page.EvaluateAsync("htmx.process(document.body)");
        Assert.Equal(["htmx:beforeRequest theirs"], (await guest.Page.EvaluateAsync<string[]>("window.theirs")).Where(entry => entry.StartsWith("htmx:beforeRequest", StringComparison.Ordinal)));
        Assert.Equal(0, await guest.Find("component-view [hx-get], component-view [hx-post], component-view [hx-target]").CountAsync());
    }

    [Fact]
    public async Task It_may_come_and_go_in_a_single_page_app_and_stand_twice_on_a_page()
    {
        var page = site.Publish("/app", $"<h1>An app</h1><div id=\"view\"></div>{site.Script}");
        var guest = await OpenAsync(site);
        await guest.GoAsync(page);
        const string Add = "const view = document.createElement('component-view'); view.setAttribute('name', 'comments/thread'); view.setAttribute('subject', '/app'); document.getElementById('view').append(view);";
        await guest.Page.EvaluateAsync(Add);
        await Expect(guest.Find(".comments-thread")).ToHaveCountAsync(1);
        await guest.Page.EvaluateAsync("document.getElementById('view').replaceChildren()");
        await guest.Page.EvaluateAsync(Add);
        await guest.Page.EvaluateAsync(Add);
        await Expect(guest.Find(".comments-thread")).ToHaveCountAsync(2);
        Assert.Equal(0, await guest.Page.EvaluateAsync<int>("(() => { const ids = [...document.querySelectorAll('component-view > [id]')].map((element) => element.id); return ids.length - new Set(ids).size; })()"));
        Assert.Equal(1, await guest.Find("#component-flash").CountAsync());
        // Moved within the page, it stays as it is.
        await guest.Field("Your comment").First.FillAsync("Half a sentence");
        await guest.Page.EvaluateAsync("document.body.append(document.querySelector('component-view'))");
        await Expect(guest.Find("body > component-view textarea").First).ToHaveValueAsync("Half a sentence");
    }

    [Fact]
    public async Task It_comes_when_it_is_seen_or_asked_for()
    {
        var page = site.Publish("/lazy", $"""
            <h1>Long</h1>{string.Concat(Enumerable.Repeat("<p>More words about tomatoes.</p>", 120))}
            <component-view name="comments/thread" subject="/lazy">The comments come when you get here.</component-view>
            {site.Script}
            """);
        var reader = await OpenAsync(site);
        List<string> asked = [];
        reader.Page.Request += (_, request) => asked.Add(request.Url);
        await reader.GoAsync(page);
        await Task.Delay(400, TestContext.Current.CancellationToken);
        Assert.Equal(["/embed.js"], asked.Where(url => url.StartsWith(site.Host, StringComparison.Ordinal)).Select(url => new Uri(url).AbsolutePath));
        await Expect(reader.Find("component-view")).ToHaveTextAsync("The comments come when you get here.");
        await reader.Find("component-view").ScrollIntoViewIfNeededAsync();
        await Expect(reader.Find(".comments-thread")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_mistake_in_a_tag_is_told_in_the_console_and_leaves_a_quiet_note()
    {
        var page = site.Publish("/wrong", $"""<component-view name="comments/tread" subject="/wrong"></component-view>{site.Script}""");
        var reader = await OpenAsync(site);
        List<string> said = [];
        reader.Page.Console += (_, message) => said.Add(message.Text);
        reader.ExpectsFailedRequests = true;
        await reader.GoAsync(page);
        await Expect(reader.Find("component-view")).ToHaveTextAsync("This part of the page is not available.");
        Assert.Contains(said, text => text.Contains("Do you mean 'comments/thread'?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("require-trusted-types-for 'script'"), InlineData("require-trusted-types-for 'script'; trusted-types theirs component-server"), InlineData("trusted-types theirs component-server")]
    public async Task A_page_that_requires_trusted_types_takes_ours(string policy)
    {
        var page = site.Publish("/trusted", $"""<component-view name="comments/thread" subject="/trusted"></component-view>{site.Script}""", policy: policy);
        var guest = await OpenAsync(site);
        await guest.GoAsync(page);
        await guest.Field("Your comment").FillAsync("A **preview**.");
        // The picture in the toolbar.
        await Expect(guest.Find("comments-editor [data-act=link] svg path")).ToHaveCountAsync(1);
        await guest.Button("Preview").ClickAsync();
        await Expect(guest.Find(".comments-preview-place strong")).ToHaveTextAsync("preview");
        // What goes wrong arrives as HTML, too.
        guest.ExpectsFailedRequests = true;
        await guest.Page.RouteAsync("**/c/comments/**", route => route.FulfillAsync(new() { Status = 503, Headers = new Dictionary<string, string> { ["Component-Fragment"] = "comments/thread", ["Access-Control-Allow-Origin"] = site.Origin, ["Access-Control-Expose-Headers"] = "Component-Fragment" }, Body = "<div class=\"component-problem\"><p>Just now nothing works.</p></div>" }));
        await guest.Button("Preview").ClickAsync();
        await Expect(guest.Find(".component-problem", "Just now nothing works.")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_page_that_lets_nobody_make_trusted_types_is_told_what_it_needs_and_keeps_its_words()
    {
        var page = site.Publish("/distrusting", $"""<component-view name="comments/thread" subject="/distrusting"><a href="https://example.com/">The comments</a></component-view>{site.Script}""", policy: "require-trusted-types-for 'script'; trusted-types theirs");
        var reader = await OpenAsync(site);
        // In a window whose complaints do not count: the browser has some of its own.
        var window = await reader.Page.Context.NewPageAsync();
        var said = await window.RunAndWaitForConsoleMessageAsync(() => window.GotoAsync(page), new() { Predicate = message => message.Text.StartsWith("component-view: ", StringComparison.Ordinal) });
        Assert.Contains("it needs \"trusted-types component-server\"", said.Text, StringComparison.Ordinal);
        await Expect(window.Locator("component-view a")).ToHaveTextAsync("The comments");
    }

    [Fact]
    public async Task All_that_a_page_loads_is_at_most_25_kilobytes_and_the_script_itself_4()
    {
        var page = site.Publish("/weight", $"""<component-view name="comments/thread" subject="/weight" load="on-load"></component-view>{site.Script}""");
        var reader = await OpenAsync(site);
        List<string> files = [];
        reader.Page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(site.Host, StringComparison.Ordinal) && request.ResourceType is "script" or "stylesheet")
                files.Add(request.Url);
        };
        await reader.GoAsync(page);
        await Expect(reader.Find(".comments-none")).ToBeVisibleAsync();
        var sizes = new Dictionary<string, long>();
        using var client = new HttpClient();
        foreach (var file in files.Where(url => url.StartsWith(site.Host, StringComparison.Ordinal)).Distinct())
            sizes[new Uri(file).AbsolutePath] = Zipped(await client.GetByteArrayAsync(file, TestContext.Current.CancellationToken));
        Assert.InRange(sizes["/embed.js"], 1, 4 * 1024);
        Assert.InRange(sizes.Values.Sum(), 1, 25 * 1024);
        // Who neither polls nor listens loads nothing for it.
        foreach (var file in new[] { "poll.js", "push.js", "renew.js", "place.js", "batched.js" })
            Assert.DoesNotContain(sizes.Keys, name => name.EndsWith($"/{file}", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', sizes.Select(size => $"{size.Value} {size.Key}").Append($"{sizes.Values.Sum()} in all")));
    }

    private static long Zipped(byte[] bytes)
    {
        using var result = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(result, System.IO.Compression.CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return result.ToArray().Length;
    }
}
