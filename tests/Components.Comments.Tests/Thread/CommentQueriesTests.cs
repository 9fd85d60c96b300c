using System.Text.RegularExpressions;
using Components.Comments.Thread;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Components.Comments.Tests.Thread;

public sealed class CommentQueriesTests(CommentQueriesTests.SixtyComments site) : IClassFixture<CommentQueriesTests.SixtyComments>
{
    public sealed class SixtyComments : Site
    {
        public SixtyComments()
        {
            Settings[SqlLog.LevelSetting] = "Information";
            ConfigureServices = services => services.AddSingleton<ILoggerProvider>(Sql);
            this.Seed("sixty", 60);
            this.Seed("other", 5);
        }

        public SqlLog Sql { get; } = new();
    }

    [Fact]
    public async Task The_newest_page_comes_first_oldest_at_the_top()
    {
        var page = await PageAsync();
        Assert.Equal(Numbers(41, 60), Texts(page));
        Assert.Equal((true, false), (page.HasOlder, page.HasNewer));
    }

    [Fact]
    public async Task Older_pages_lead_to_the_first_comment()
    {
        var second = await PageAsync(before: (await PageAsync()).Comments[0].Id);
        var third = await PageAsync(before: second.Comments[0].Id);
        Assert.Equal(Numbers(21, 40), Texts(second));
        Assert.Equal((true, true), (second.HasOlder, second.HasNewer));
        Assert.Equal(Numbers(1, 20), Texts(third));
        Assert.Equal((false, true), (third.HasOlder, third.HasNewer));
    }

    [Fact]
    public async Task Newer_pages_lead_back_to_the_last_comment()
    {
        var all = await AllIdsAsync();
        var second = await PageAsync(after: all[19]);
        Assert.Equal(Numbers(21, 40), Texts(second));
        Assert.Equal((true, true), (second.HasOlder, second.HasNewer));
        var newest = await PageAsync(after: second.Comments[^1].Id);
        Assert.Equal(Numbers(41, 60), Texts(newest));
        Assert.Equal((true, false), (newest.HasOlder, newest.HasNewer));
    }

    [Fact]
    public async Task There_is_nothing_beyond_either_end()
    {
        var all = await AllIdsAsync();
        Assert.Empty((await PageAsync(before: all[0])).Comments);
        Assert.Empty((await PageAsync(after: all[^1])).Comments);
    }

    [Fact]
    public async Task A_page_of_somebody_signed_out_costs_one_SELECT()
    {
        _ = await site.Visit().LoadThreadAsync(site, "sixty");
        site.Sql.Commands.Clear();
        _ = await site.Visit().LoadThreadAsync(site, "sixty");
        Assert.Single(site.Sql.SelectsFrom("comments_comments"));
    }

    [Theory, InlineData(null, null), InlineData(30L, null), InlineData(null, 30L)]
    public async Task Every_page_is_read_along_the_index_without_sorting(long? before, long? after)
    {
        await using var scope = site.Services.CreateAsyncScope();
        site.Sql.Commands.Clear();
        await scope.ServiceProvider.GetRequiredService<CommentsDb>().Comments.AsNoTracking().In("sixty").PageAsync(20, before, after, default);
        var plan = Explain(site.Sql.SelectsFrom("comments_comments")[^1]);
        Assert.Contains("USING INDEX IX_comments_comments_Subject_IsApproved_Id", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }

    private string Explain(string sql)
    {
        using var connection = site.OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in Regex.Matches(sql, @"@\w+").Select(match => match.Value).Distinct())
            command.Parameters.AddWithValue(name, 1);
        using var rows = command.ExecuteReader();
        var plan = "";
        while (rows.Read())
            plan += rows.GetString(3) + "\n";
        return plan;
    }

    private async Task<CommentPage> PageAsync(long? before = null, long? after = null)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CommentsDb>().Comments.AsNoTracking().In("sixty").PageAsync(20, before, after, default);
    }

    private async Task<List<long>> AllIdsAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CommentsDb>().Comments.In("sixty").Select(comment => comment.Id).Order().ToListAsync();
    }

    private static IEnumerable<string> Texts(CommentPage page) => page.Comments.Select(comment => comment.Text);

    private static IEnumerable<string> Numbers(int from, int to) => Enumerable.Range(from, to - from + 1).Select(number => $"{number}");
}
