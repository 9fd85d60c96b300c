using System.Globalization;
using Components.Comments.Counts;
using Components.Comments.Tests.Thread;
using Components.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Components.Comments.Tests.Counts;

public sealed class CommentCountTests(CommentCountTests.LoggedSite site) : IClassFixture<CommentCountTests.LoggedSite>
{
    public sealed class LoggedSite : Site
    {
        public LoggedSite() => ConfigureServices = services =>
        {
            var database = services.Last(service => service.ServiceType == typeof(IDatabase));
            services.AddSingleton(provider => new PlainSqlLog((IDatabase)ActivatorUtilities.CreateInstance(provider, database.ImplementationType!)));
            services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<PlainSqlLog>());
        };

        public PlainSqlLog Sql => Get<PlainSqlLog>();
    }

    [Fact]
    public async Task A_hundred_counts_on_a_page_cost_one_query_on_an_index()
    {
        site.Set("many-3", 3);
        site.Set("many-1", 1);
        site.Set("many-12", 12_345);
        site.Sql.Clear();
        var html = await RenderAsync([.. Enumerable.Range(0, 100).Select(i => $"many-{i}")]);
        Assert.Equal(100, html.Split("</span>").Length - 1);
        Assert.Contains("<span>3 comments</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span>1 comment</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span>12,345 comments</span>", html, StringComparison.Ordinal);
        Assert.Equal(97, html.Split("<span>No comments</span>").Length - 1);

        var query = Assert.Single(site.Sql.CommandsOn("comments_threads"));
        Assert.Contains(PlanOf(query), step => step.StartsWith("SEARCH", StringComparison.Ordinal) && step.Contains("IX_comments_threads_Subject", StringComparison.Ordinal));
        Assert.DoesNotContain(PlanOf(query), step => step.StartsWith("SCAN", StringComparison.Ordinal) && step.Contains("comments_threads", StringComparison.Ordinal));
    }

    [Theory, InlineData("'); DROP TABLE comments_threads; --"), InlineData("<script>alert(1)</script>"), InlineData("\" OR 1=1 --"), InlineData("%"), InlineData("@s0"), InlineData("\0")]
    public async Task Of_a_subject_nothing_is_shown_and_nothing_is_run(string subject)
    {
        site.Set("@s1", 3);
        Assert.Equal("<span>No comments</span><span>3 comments</span>", await RenderAsync(subject, "@s1"));
    }

    [Fact]
    public async Task The_same_thread_twice_is_asked_for_once()
    {
        site.Set("twice", 2);
        site.Sql.Clear();
        Assert.Equal("<span>2 comments</span><span>2 comments</span>", await RenderAsync("twice", "twice"));
        Assert.Single(site.Sql.CommandsOn("comments_threads"));
    }

    [Fact]
    public async Task What_a_page_showed_last_is_there_with_the_first_that_it_shows()
    {
        site.Set("shown-1", 1);
        site.Set("shown-2", 2);
        site.Set("shown-3", 3);
        var pages = new CountedPages();
        Assert.Equal((1, "1 2"), await AskAsync("/list", "shown-1", "shown-2"));
        // The second is there at once, so that a page goes on without waiting.
        using (var counts = new CommentCounts(site.Get<IDatabase>(), pages))
        {
            Assert.Equal(1, await counts.OfAsync("shown-1", At("/list"), default));
            var second = counts.OfAsync("shown-2", At("/list"), default).AsTask();
            Assert.True(second.IsCompletedSuccessfully);
            Assert.Equal(2, await second);
        }
        // What is new on it is asked for too, and what is not there any more is forgotten.
        Assert.Equal((2, "1 3"), await AskAsync("/list", "shown-1", "shown-3"));
        Assert.Equal((1, "1 3"), await AskAsync("/list", "shown-1", "shown-3"));
        Assert.Equal(["shown-1", "shown-3"], pages.ShownOn("/list").Order());
        Assert.Equal((1, "2"), await AskAsync("/list?page=2", "shown-2"));

        async Task<(int Queries, string Counts)> AskAsync(string page, params string[] subjects)
        {
            site.Sql.Clear();
            using var counts = new CommentCounts(site.Get<IDatabase>(), pages);
            // One after the other, as the renderer does; else the first might be answered before the second is asked for.
            var found = await Dispatcher.CreateDefault().InvokeAsync(() => Task.WhenAll(subjects.Select(subject => counts.OfAsync(subject, At(page), default).AsTask())));
            return (site.Sql.CommandsOn("comments_threads").Count, string.Join(' ', found));
        }

        static HttpContext At(string page) => new DefaultHttpContext { Request = { Path = page.Split('?')[0], QueryString = new QueryString(page.Contains('?', StringComparison.Ordinal) ? "?page=2" : null) } };
    }

    [Fact]
    public void Of_pages_so_much_is_remembered_and_no_more()
    {
        var pages = new CountedPages();
        pages.Note("/one", Many(1));
        pages.Note("/too-many", Many(501));
        pages.Note("/" + new string('x', 500), Many(2));
        foreach (var page in new[] { "/one", "/too-many", "/" + new string('x', 500), "/never" })
            Assert.Empty(pages.ShownOn(page));
        for (var page = 0; page < 1_000; page++)
            pages.Note($"/{page}", Many(2));
        Assert.InRange(Enumerable.Range(0, 1_000).Count(page => pages.ShownOn($"/{page}").Count > 0), 1, 200);
        Assert.NotEmpty(pages.ShownOn("/999"));

        static HashSet<string> Many(int count) => [.. Enumerable.Range(0, count).Select(number => $"{number}")];
    }

    [Fact]
    public async Task Only_what_everybody_can_see_is_counted()
    {
        var mary = await site.VisitAsMemberAsync("Mary");
        await mary.CommentAsync(site, "held", "shown");
        await mary.CommentAsync(site, "held", "held: https://a.example https://b.example https://c.example");
        Assert.Equal("<span>1 comment</span>", await RenderAsync("held"));
    }

    [Theory]
    [InlineData("en", "No comments", "1 comment", "1,200 comments")]
    [InlineData("ja", "コメントなし", "コメント1件", "コメント1,200件")]
    public async Task It_speaks_the_visitors_language(string culture, params string[] texts)
    {
        site.Set("one", 1);
        site.Set("more", 1_200);
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new CultureInfo(culture), new CultureInfo(culture));
        try
        {
            Assert.Equal(string.Concat(texts.Select(text => $"<span>{text}</span>")), await RenderAsync("none", "one", "more"));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [Fact]
    public async Task The_sites_lists_of_articles_show_them()
    {
        site.Set("what-is-a-fragment", 7);
        foreach (var page in new[] { "/", "/articles" })
            Assert.Contains((await site.Visit().OpenAsync(page)).FindAll(".cards .meta"), meta => meta.TextContent.Contains("7 comments", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_a_fragment_for_pages_that_are_not_Blazors()
    {
        site.Set("tag", 4);
        var page = await site.Visit().LoadAsync(site.AddressOf("comments/count", "subject=tag"));
        Assert.Equal("4 comments", page.Find("span").TextContent);
    }

    private async Task<string> RenderAsync(params string[] subjects)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<Counts>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Counts.Subjects)] = subjects }))).ToHtmlString());
    }

    private List<string> PlanOf(string query)
    {
        using var connection = site.OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {query}";
        using var rows = command.ExecuteReader();
        List<string> steps = [];
        while (rows.Read())
            steps.Add(rows.GetString(3));
        return steps;
    }

    private sealed class Counts : ComponentBase
    {
        [Parameter] public string[] Subjects { get; set; } = [];

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            foreach (var subject in Subjects)
            {
                builder.OpenComponent<CommentCount>(0);
                builder.AddComponentParameter(1, nameof(CommentCount.Subject), subject);
                builder.CloseComponent();
            }
        }
    }
}

internal static class CountedThreads
{
    private static long _last = 1_000;

    /// <summary>A thread with so many comments, as far as its row says.</summary>
    public static void Set(this Site site, string subject, int count)
    {
        using var connection = site.OpenDatabase();
        connection.Run(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO comments_threads (Id, Subject, HostPage, Count, CreatedAt, LastAt) VALUES ({Interlocked.Increment(ref _last)}, '{subject}', '/', {count}, 0, 0)
            ON CONFLICT (Subject) DO UPDATE SET Count = excluded.Count
            """));
    }
}
