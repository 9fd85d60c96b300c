using Components.Comments;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Comments;

/// <summary>Names and texts that turn, cover or push what stands beside them: they do so in their own box and nowhere else.</summary>
public sealed class DirectionTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    // Straight into the table: the form would not take most of these names.
    private static readonly string[] Tricks =
    [
        "\u202Enmoc.elpmaxe", "\u2067\u202E no end", "\u2069\u2069\u202E out of it", "\u202B\u202D\u202E\u2066\u2067\u2068", "\u0627\u0644\u0643\u0627\u062A\u0628 123 (a)", "\u05D3\u05D5\u05D3 2026-01-01",
        "Z" + string.Concat(Enumerable.Repeat("\u030D\u0329", 45)), string.Concat(Enumerable.Repeat("\u0E49", 80)), string.Concat(Enumerable.Repeat("\uFDFA", 40)), new string('W', 100), "\u200B\u200C\u2060", "\u3164",
    ];

    private const string BoxesOf = """
        (ids) => ids.map((id) => {
          const article = document.getElementById(id);
          const boxOf = (selector) => { const { x, width, height } = article.querySelector(selector).getBoundingClientRect(); return [x, width, height].map(Math.round).join(' '); };
          return [boxOf('.comments-avatar'), boxOf('.comments-permalink')].join(' | ');
        })
        """;

    private const string Outside = """
        () => [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().left < -1 || element.getBoundingClientRect().right > innerWidth + 1)
          .map((element) => `${element.outerHTML.slice(0, 150)} at ${Math.round(element.getBoundingClientRect().left)}`)
        """;

    private const string Hide = """
        (ids) => ids.forEach((id) => document.getElementById(id).querySelectorAll('.comments-author, .comments-text').forEach((part) => { part.style.visibility = 'hidden'; }))
        """;

    [Fact]
    public async Task They_stay_in_their_own_box()
    {
        Site.Start();
        var (good, bad) = await FillAsync("direction");
        var reader = await OpenAsync();
        await reader.GoAndLoadAsync(LiveSite.EmptyArticle);
        // Beside each name: the picture on its side, and the time in its own words, as wide as beside any other.
        Assert.Single((await reader.Page.EvaluateAsync<string[]>(BoxesOf, good.Concat(bad))).Distinct());
        var times = await reader.Find(".comments-permalink").AllInnerTextsAsync();
        Assert.Single(times.Distinct());
        Assert.False(await reader.IsTooWideAsync());

        // Not a pixel of the others is another where the tricks cannot be seen.
        var before = await TakeAsync(reader, good);
        await reader.Page.EvaluateAsync(Hide, bad);
        var after = await TakeAsync(reader, good);
        for (var i = 0; i < good.Count; i++)
            Assert.True(before[i].AsSpan().SequenceEqual(after[i]), $"{good[i]} looks otherwise beside {Tricks[Math.Min(i, Tricks.Length - 1)]}");
    }

    [Theory]
    [InlineData("\u0645\u0631\u062D\u0628\u0627 \u0628\u0643\u0645. abc", "rtl")]
    [InlineData("\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD", "rtl")]
    [InlineData("Hello \u05E9\u05DC\u05D5\u05DD", "ltr")]
    public async Task A_text_runs_in_its_own_direction(string text, string direction)
    {
        Site.Start();
        var comment = await Site.WriteAsync("what-is-a-fragment", LiveSite.Article, null, new Author("guest:rtl", "\u0644\u064A\u0644\u0649"), text, CommentState.Approved);
        var reader = await OpenAsync();
        await reader.GoAndLoadAsync(LiveSite.Article);
        var shown = reader.Find($"#comment-{comment.Id} .comments-text");
        await Expect(shown).ToHaveCSSAsync("direction", direction);
        await Expect(reader.Find($"#comment-{comment.Id} .comments-meta")).ToHaveCSSAsync("direction", "ltr");
    }

    [Theory]
    [InlineData("ltr")]
    [InlineData("rtl")]
    public async Task On_a_phone_nothing_leaves_the_page_in_either_direction(string direction)
    {
        Site.Start();
        await FillAsync("direction");
        var reader = await OpenAsync(new TabOptions { Width = 375, Height = 800 });
        await reader.GoAndLoadAsync(LiveSite.EmptyArticle);
        await reader.Page.EvaluateAsync("direction => document.documentElement.dir = direction", direction);
        Assert.True(!await reader.IsTooWideAsync(), string.Join('\n', await reader.Page.EvaluateAsync<string[]>(Outside)));
        // The picture is before the name, on whichever side that is.
        var first = reader.Find("article.comments-comment").First;
        var (picture, name) = (await first.Locator(".comments-avatar").BoundingBoxAsync(), await first.Locator(".comments-author").BoundingBoxAsync());
        Assert.Equal(direction == "rtl", picture!.X > name!.X);
        if (Environment.GetEnvironmentVariable("SHOTS") is { } folder)
            await reader.Find(".comments-thread").ScreenshotAsync(new() { Path = Path.Combine(folder, $"comments-{direction}.png") });
    }

    // A harmless one after each of the others.
    private async Task<(IReadOnlyList<string> Good, IReadOnlyList<string> Bad)> FillAsync(string text)
    {
        await Site.ClearCommentsAsync();
        List<string> good = [], bad = [];
        var (at, subject) = (Site.Now.AddDays(-3), LiveSite.EmptyArticle.Split('/')[^1]);
        foreach (var trick in Tricks.Take(9))
        {
            bad.Add($"comment-{(await Site.WriteAsync(subject, LiveSite.EmptyArticle, null, new Author("guest:bad", trick, null, null), trick, CommentState.Approved, at)).Id}");
            good.Add($"comment-{(await Site.WriteAsync(subject, LiveSite.EmptyArticle, null, new Author("guest:good", "Rosa"), $"Harmless, of {text}.", CommentState.Approved, at)).Id}");
        }
        return (good, bad);
    }

    private static async Task<IReadOnlyList<byte[]>> TakeAsync(Tab tab, IReadOnlyList<string> ids)
    {
        List<byte[]> pictures = [];
        foreach (var id in ids)
            pictures.Add(await tab.Find($"#{id}").ScreenshotAsync());
        return pictures;
    }
}
