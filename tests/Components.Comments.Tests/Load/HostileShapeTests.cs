using System.Net;
using Components.Comments.Thread;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Comments.Tests.Load;

/// <summary>However somebody arranges their comments, no page costs the server much more than an ordinary one.</summary>
public sealed class HostileShapeTests(HostileShapeTests.HostileSite site) : IClassFixture<HostileShapeTests.HostileSite>
{
    // An ordinary page of 20 comments with three levels of answers is about half of it.
    private const long MostInstructions = 40_000;

    public sealed class HostileSite : Site, IAsyncLifetime
    {
        public HostileSite()
        {
            // What is kept asks the database nothing.
            Settings["Components:Cache:Life"] = "00:00:00";
            ConfigureServices = services =>
            {
                services.ConfigureDbContext<CommentsDb>(options => options.AddInterceptors(Work));
                services.ObserveStatements(work: Work);
            };
        }

        public SqlWork Work { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await this.SeedAsync("ordinary", 2000);
            await this.WriteAsync("crowd", 100_001, (i, before) => i == 0 ? null : before[0]);
            await this.WriteAsync("chain", 50_000, (_, before) => before.Count == 0 ? null : before[^1]);
            await this.WriteAsync("pins", 10_000, (_, _) => null, (_, comment) => comment.Pin(true));
            // Every comment has as many answers as are shown, on every level that is shown.
            await this.WriteAsync("bush", 4000, (i, before) => i < 40 ? null : before[(i - 40) / 20]);
        }
    }

    [Theory]
    [InlineData("ordinary")]
    [InlineData("crowd")]
    [InlineData("chain")]
    [InlineData("pins")]
    [InlineData("bush")]
    public async Task A_thread_of_any_shape_opens_at_an_ordinary_price(string subject)
    {
        foreach (var sort in LoadSteps.Sorts)
            foreach (var place in new[] { null, Cursor.End })
                await AssertCheapAsync(Thread(subject, ("sort", sort), ("before", place)));
    }

    [Fact]
    public async Task The_answers_to_a_comment_with_100_000_of_them_come_in_pages()
    {
        var comments = await site.ShownAsync("crowd");
        await AssertCheapAsync(site.Fragment("replies", ("comment", comments[0].Id)));
        await AssertCheapAsync(site.Fragment("replies", ("comment", comments[0].Id), ("after", comments[50_000].Id)));
        await AssertCheapAsync(site.Fragment("replies", ("comment", comments[0].Id), ("before", comments[^1].Id)));
        var page = await AssertCheapAsync(Thread("crowd", ("around", comments[77_777].Id)));
        Assert.Contains(comments[77_777].Id, page.Ids());
    }

    [Theory, InlineData(3), InlineData(4), InlineData(25_000), InlineData(49_999)]
    public async Task A_permalink_deep_in_a_chain_opens_a_few_levels_above(int depth)
    {
        var comment = (await site.ShownAsync("chain"))[depth];
        Assert.Equal(depth, comment.Depth);
        var page = await AssertCheapAsync(Thread("chain", ("around", comment.Id)));
        Assert.Contains(comment.Id, page.Ids());
        Assert.InRange(page.Ids().Count, 1, 10);
    }

    [Fact]
    public async Task Of_10_000_pinned_comments_twenty_are_shown_and_a_permalink_finds_the_others()
    {
        var comments = await site.ShownAsync("pins");
        Assert.Equal(20, (await AssertCheapAsync(Thread("pins"))).Ids().Count);
        var page = await AssertCheapAsync(Thread("pins", ("around", comments[5000].Id)));
        Assert.Contains(comments[5000].Id, page.Ids());
    }

    [Fact]
    public async Task A_page_of_the_largest_size_shows_its_comments_and_leaves_answers_out()
    {
        var page = await AssertCheapAsync(Thread("bush", ("pageSize", 200), ("depth", 10)), 4 * MostInstructions);
        Assert.InRange(page.Ids().Count, 40, 400);
    }

    [Fact]
    public async Task A_permalink_whose_comment_does_not_fit_into_a_large_page_shows_it_by_itself()
    {
        foreach (var comment in (await site.ShownAsync("bush")).Where((_, i) => i % 97 == 0))
            Assert.Contains(comment.Id, (await site.Visit().LoadAsync(Thread("bush", ("pageSize", 200), ("around", comment.Id)))).Ids());
    }

    private string Thread(string subject, params (string Name, object? Value)[] parameters) =>
        site.Fragment("thread", [("subject", subject), .. parameters.Where(one => one.Value is not null).Select(one => (one.Name, one.Value!))]);

    private async Task<Page> AssertCheapAsync(string address, long most = MostInstructions)
    {
        Page page = null!;
        var cost = await site.Work.OfAsync(async () => page = await site.Visit().LoadAsync(address));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.InRange(cost, 20, most);
        return page;
    }
}
