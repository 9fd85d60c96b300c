using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Components.Comments;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Embedding;

/// <summary>On pages that somebody else made: later, again and again, as things change, several in one request, into another element.</summary>
public sealed partial class WaysToLoadThereTests(WaysSite site, Chromium chromium) : BrowserTest(site, chromium), IClassFixture<WaysSite>
{
    private const string Loads = "**/c/comments/thread?**";
    private const string Hidden = "(isHidden) => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden }); document.dispatchEvent(new Event('visibilitychange')); }";

    // Longer than three rounds of a poll, or the wait of a push: whatever has not happened by then does not happen.
    private const int Long = 4_000;

    [Fact]
    public async Task A_polled_tag_shows_what_is_new_and_touches_nothing_where_nothing_is()
    {
        var (reader, statuses) = await ReadAsync("/polled", "every=\"1s\"");
        await Expect(reader.Find(".comments-none")).ToBeVisibleAsync();
        await reader.Page.EvaluateAsync("document.querySelector('.comments-thread').isTheSame = true");
        await UntilAsync(() => statuses.Count(status => status == 304) >= 2);
        Assert.True(await reader.Page.EvaluateAsync<bool>("document.querySelector('.comments-thread').isTheSame"));
        Assert.Equal(1, statuses.Count(status => status == 200));

        await WriteAsync("/polled", "Fresh from the clock.");
        await Expect(reader.Find(".comments-comment", "Fresh from the clock.")).ToBeVisibleAsync();
        await Expect(reader.Find("[aria-busy]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Nothing_is_replaced_under_a_hand_that_writes_and_nothing_is_asked_out_of_sight()
    {
        var (reader, statuses) = await ReadAsync("/held", "every=\"1s\"");
        var field = reader.Field("Your comment");
        await field.FillAsync("Half a sen");
        await WriteAsync("/held", "While somebody wrote.");
        await Task.Delay(Long, TestContext.Current.CancellationToken);
        await Expect(field).ToHaveValueAsync("Half a sen");
        Assert.Equal(0, await reader.Find(".comments-comment").CountAsync());

        await reader.Page.EvaluateAsync(Hidden, true);
        await field.FillAsync("");
        await reader.Find("h1").ClickAsync();
        await Task.Delay(Long, TestContext.Current.CancellationToken);
        var asked = statuses.Count;
        await Task.Delay(Long, TestContext.Current.CancellationToken);
        Assert.Equal(asked, statuses.Count);
        await reader.Page.EvaluateAsync(Hidden, false);
        await Expect(reader.Find(".comments-comment", "While somebody wrote.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task It_stays_where_it_fails_goes_on_afterwards_and_ends_where_it_is_refused()
    {
        var (reader, _) = await ReadAsync("/failing", "every=\"1s\"");
        await Expect(reader.Find(".comments-none")).ToBeVisibleAsync();
        reader.ExpectsFailedRequests = true;
        var (status, asked) = (503, 0);
        await reader.Page.RouteAsync(Loads, route =>
        {
            Interlocked.Increment(ref asked);
            return status == 200 ? route.ContinueAsync() : route.FulfillAsync(new()
            {
                Status = status,
                Headers = new Dictionary<string, string> { ["Component-Fragment"] = "comments/thread", ["Access-Control-Allow-Origin"] = site.Origin, ["Access-Control-Expose-Headers"] = "Component-Fragment, Retry-After" },
                Body = "<div class=\"component-problem\"><p>Not now.</p></div>",
            });
        });
        await UntilAsync(() => Volatile.Read(ref asked) >= 2);
        await Expect(reader.Find(".comments-none")).ToBeVisibleAsync();
        Assert.Equal(0, await reader.Find(".component-problem").CountAsync());

        await WriteAsync("/failing", "After the failure.");
        status = 200;
        await Expect(reader.Find(".comments-comment", "After the failure.")).ToBeVisibleAsync();
        status = 404;
        await Expect(reader.Find(".component-problem", "Not now.")).ToBeVisibleAsync();
        asked = 0;
        await Task.Delay(Long, TestContext.Current.CancellationToken);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task What_is_written_on_our_site_appears_there_by_itself_and_what_is_written_there_on_ours()
    {
        var there = await ListenAsync(Publish("/pushed", Tag("/pushed", "pushed")), "component-view");
        var here = await ListenAsync(site.TwinOf("/pushed"), "main");
        await there.MarkAsync();
        await here.MarkAsync();
        await PostAsync(here, "From our own site.");
        await Expect(there.Find(".comments-comment", "From our own site.")).ToBeVisibleAsync();
        await PostAsync(there, "From the blog.");
        await Expect(here.Find(".comments-comment", "From the blog.")).ToBeVisibleAsync();
        Assert.True(await there.IsSamePageAsync());
        Assert.True(await here.IsSamePageAsync());
        Assert.Equal(0, await there.Find(".component-problem").CountAsync());
    }

    [Fact]
    public async Task Nobody_hears_there_of_what_waits_to_be_looked_at()
    {
        var there = await ListenAsync(Publish("/pending", Tag("/pending", "pushed")), "component-view");
        var loads = Requests(there, "/c/comments/thread");
        await WriteAsync("/pending", "Not for everybody.", CommentState.Pending);
        await Task.Delay(Long, TestContext.Current.CancellationToken);
        Assert.Empty(loads);
        // The connection was there all the time.
        await WriteAsync("/pending", "For everybody.");
        await Expect(there.Find(".comments-comment", "For everybody.")).ToBeVisibleAsync();
        Assert.NotEmpty(loads);
    }

    [Fact]
    public async Task A_pushed_tag_that_is_taken_away_is_listened_for_no_more()
    {
        var there = await ListenAsync(Publish("/gone", Tag("/gone", "pushed")), "component-view");
        ConcurrentQueue<string> ended = [];
        there.Page.RequestFailed += (_, request) => ended.Enqueue(request.Url);
        there.Page.RequestFinished += (_, request) => ended.Enqueue(request.Url);
        var connections = Requests(there, "/c/_events");
        await there.Page.EvaluateAsync("document.querySelector('component-view').remove()");
        await UntilAsync(() => ended.Any(url => url.Contains("/c/_events", StringComparison.Ordinal)));
        Assert.Empty(connections);
    }

    [Fact]
    public async Task Those_that_load_together_come_in_one_request_each_with_its_own_status()
    {
        var reader = await OpenAsync(site);
        var (alone, answers) = (Requests(reader, "/c/comments/thread?"), new ConcurrentBag<string>());
        await reader.Page.RouteAsync("**/c/_batch", async route =>
        {
            var answer = await route.FetchAsync();
            var lines = (await answer.TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.ToList().ForEach(answers.Add);
            // One of them could not be had.
            var text = string.Join('\n', lines.Select(line => line.Contains("second", StringComparison.Ordinal) ? line.Replace("\"status\":200", "\"status\":503", StringComparison.Ordinal) : line)) + "\n";
            await route.FulfillAsync(new() { Response = answer, Body = text });
        });
        await reader.GoAsync(Publish("/together", Tag("/together/first") + Tag("/together/second") + Tag("/together/third")));
        await Expect(reader.Find(".comments-thread")).ToHaveCountAsync(2);
        await Expect(reader.Find("component-view:nth-of-type(2) .component-problem")).ToBeVisibleAsync();
        Assert.Equal(3, answers.Count);
        Assert.Empty(alone);
        await reader.Page.UnrouteAllAsync();
        await reader.Find("component-view:nth-of-type(2) .component-problem button").ClickAsync();
        await Expect(reader.Find(".comments-thread")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_guest_is_the_same_guest_in_a_request_for_several()
    {
        var page = Publish("/known", Tag("/known/1") + Tag("/known/2"));
        var guest = await OpenAsync(site);
        await guest.GoAsync(page);
        await Expect(guest.Find(".comments-thread")).ToHaveCountAsync(2);
        await PostAsync(guest, "Mine.");
        await Expect(guest.Find(".comments-comment", "Mine.")).ToBeVisibleAsync();
        var batches = Requests(guest, "/c/_batch");
        await guest.GoAsync(page);
        await Expect(guest.Link("Edit")).ToHaveCountAsync(1);
        Assert.Single(batches);
    }

    [Fact]
    public async Task It_is_loaded_into_another_element_of_the_page_and_what_is_written_there_stays_there()
    {
        var page = Publish("/aside", $"""{Tag("/aside", "target=\"sidebar\" every=\"1s\"")}<aside id="sidebar"></aside>""");
        var guest = await OpenAsync(site);
        await guest.GoAsync(page);
        await Expect(guest.Find("#sidebar .comments-none")).ToBeVisibleAsync();
        await Expect(guest.Find("component-view .component-placeholder")).ToHaveCountAsync(0);
        Assert.Equal(0, await guest.Find("component-view .comments-thread").CountAsync());
        await guest.MarkAsync();
        await PostAsync(guest, "Beside the text.");
        await Expect(guest.Find("#sidebar .comments-comment", "Beside the text.")).ToBeVisibleAsync();
        await WriteAsync("/aside", "By somebody else.");
        await Expect(guest.Find("#sidebar .comments-comment", "By somebody else.")).ToBeVisibleAsync();
        Assert.True(await guest.IsSamePageAsync());
    }

    [Fact]
    public async Task Where_the_page_has_no_such_element_the_tag_says_so()
    {
        var reader = await OpenAsync(site);
        await reader.GoAsync(Publish("/nowhere", Tag("/nowhere", "target=\"sidebar\"")));
        await Expect(reader.Find("component-view .component-problem", "This page has no element with the id “sidebar”.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task It_is_loaded_later()
    {
        var reader = await OpenAsync(site);
        await reader.GoAsync(Publish("/later", Tag("/later", "delay=\"2s\"")));
        await Expect(reader.Find(".comments-none")).ToBeVisibleAsync();
        var waited = await reader.Page.EvaluateAsync<double>("""
            (() => {
              const entry = (part) => performance.getEntriesByType('resource').find(({ name }) => name.includes(part));
              return entry('/c/comments/thread').startTime - entry('/c/_sign').responseEnd;
            })()
            """);
        Assert.InRange(waited, 1_900, 60_000);
    }

    [Fact]
    public async Task The_tags_of_the_guide_work()
    {
        var guide = await File.ReadAllTextAsync(Testing.Repository.PathOf("docs/other-sites.md"), TestContext.Current.CancellationToken);
        var tags = Block().Matches(guide).SelectMany(block => ThreadTag().Matches(block.Value)).Select(match => match.Value).ToArray();
        Assert.InRange(tags.Length, 5, 20);
        var reader = await OpenAsync(site);
        foreach (var (number, tag) in tags.Index())
        {
            await reader.GoAsync(Publish($"/guide/{number}", $"{tag}<aside id=\"sidebar\"></aside>"));
            if (tag.Contains("on-demand", StringComparison.Ordinal))
                await reader.Find("component-view a").ClickAsync();
            await Expect(reader.Find(".comments-thread")).ToHaveCountAsync(1);
        }
    }

    private static string Tag(string subject, string more = "") => $"""<component-view name="comments/thread" subject="{subject}" load="on-load" {more}></component-view>""";

    private string Publish(string path, string body) => site.Publish(path, body + site.Script);

    private async Task<(Tab Reader, ConcurrentQueue<int> Statuses)> ReadAsync(string path, string more)
    {
        var reader = await OpenAsync(site);
        ConcurrentQueue<int> statuses = [];
        reader.Page.Response += (_, response) =>
        {
            if (response.Url.Contains("/c/comments/thread?", StringComparison.Ordinal) && response.Request.Method == "GET")
                statuses.Enqueue(response.Status);
        };
        await reader.GoAsync(Publish(path, $"<h1>A page</h1>{Tag(path, more)}"));
        await Expect(reader.Find(".comments-thread")).ToHaveCountAsync(1);
        return (reader, statuses);
    }

    private async Task<Tab> ListenAsync(string page, string around)
    {
        var tab = await OpenAsync(site);
        var connected = tab.Page.WaitForResponseAsync(response => response.Url.Contains("/c/_events", StringComparison.Ordinal));
        await tab.GoAsync(page);
        await Expect(tab.Find($"{around} .comments-thread")).ToHaveCountAsync(1);
        Assert.Equal(200, (await connected).Status);
        return tab;
    }

    private static async Task PostAsync(Tab tab, string text)
    {
        await tab.Field("Your comment").First.FillAsync(text);
        await tab.Field("Name").First.FillAsync("Gus");
        await tab.Button("Post comment").First.ClickAsync();
    }

    private Task<Comment> WriteAsync(string path, string text, CommentState state = CommentState.Approved) =>
        site.WriteAsync(site.Origin + path, site.Origin + path, null, new Author("guest:x", "X"), text, state);

    // Those that are sent from now on.
    private static ConcurrentQueue<string> Requests(Tab tab, string part)
    {
        ConcurrentQueue<string> urls = [];
        tab.Page.Request += (_, request) =>
        {
            if (request.Url.Contains(part, StringComparison.Ordinal))
                urls.Enqueue(request.Url);
        };
        return urls;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 300 && !isSo(); i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(isSo());
    }

    [GeneratedRegex(@"^```html\n.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("""<component-view name="comments/thread"[^>]*></component-view>""")]
    private static partial Regex ThreadTag();
}
