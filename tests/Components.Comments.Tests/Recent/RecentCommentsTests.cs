using System.Net;
using Components.Comments.Recent;
using Components.Comments.Tests.Load;
using Components.Comments.Tests.Thread;
using Components.Data;
using Testing;

namespace Components.Comments.Tests.Recent;

public sealed class RecentCommentsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_newest_of_the_whole_site_are_links_to_where_they_stand_and_never_what_waits()
    {
        var mary = await site.VisitAsMemberAsync("Mary");
        foreach (var i in Enumerable.Range(1, 4))
            await mary.CommentAsync(site, $"recent-{i % 2}", $"Number {i}");
        await mary.CommentAsync(site, "recent-0", "held: https://a.example https://b.example https://c.example");
        var list = await site.Visit().LoadAsync(site.Fragment("recent", ("count", 3)));
        var links = list.FindAll(".comments-recent a");
        Assert.Equal(["Mary: Number 4", "Mary: Number 3", "Mary: Number 2"], links.Select(link => link.TextContent));
        var newest = links[0].GetAttribute("href")!;
        Assert.Matches(@"^/[^/?]\S*\?comment=\d+#comment-\d+$", newest);
    }

    [Fact]
    public async Task What_was_written_is_text()
    {
        var eve = await site.VisitAsMemberAsync("Eve");
        await eve.CommentAsync(site, "recent-hostile", "<img src=x onerror=alert(1)> " + new string('x', 500));
        var list = await site.Visit().LoadAsync(site.Fragment("recent", ("count", 1)));
        Assert.Empty(list.FindAll("img"));
        Assert.EndsWith("x…", list.Find(".comments-recent a").TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData(0), InlineData(21)]
    public async Task It_is_a_short_list(int count) => Assert.Equal(HttpStatusCode.BadRequest, (await site.Visit().LoadAsync(site.Fragment("recent", ("count", count)))).Status);

    [Fact]
    public async Task It_reads_along_an_index()
    {
        await site.Visit().OpenAsync("/about");
        await using var connection = await site.Get<IDatabase>().OpenAsync(CancellationToken.None);
        await using var command = connection.Command($"EXPLAIN QUERY PLAN {RecentComments.Sql}", ("@p0", 1), ("@p1", 5));
        await using var rows = await command.ExecuteReaderAsync();
        List<string> steps = [];
        while (await rows.ReadAsync())
            steps.Add(rows.GetString(3));
        Assert.Contains(steps, step => step.Contains("INDEX IX_comments_comments_State_Id ", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.StartsWith("SCAN", StringComparison.Ordinal) || step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }
}
