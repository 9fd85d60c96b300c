using System.Globalization;
using System.Net;
using Components.Comments.Thread;
using Components.Data;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Comments.Tests.Load;

/// <summary>Whoever walks through a thread meets each comment once and in order, in every sort, at every level, in both directions.</summary>
public sealed class PagingTests(PagingTests.SeededSite site) : IClassFixture<PagingTests.SeededSite>
{
    private const string Subject = "walk";

    public sealed class SeededSite : Site, IAsyncLifetime
    {
        // Few votes, so that many scores are equal.
        public async ValueTask InitializeAsync() => await this.SeedAsync(Subject, 400, replies: 0.7, votes: 1);
    }

    public static TheoryData<CommentSort> Sorts => [.. LoadSteps.Sorts];

    [Theory, MemberData(nameof(Sorts))]
    public async Task Forwards_every_comment_is_met_once_and_in_order(CommentSort sort)
    {
        var (pages, expected) = await WalkAsync(sort, isBackwards: false);
        Assert.Equal(expected, pages.SelectMany(Keys));
        Assert.All(pages, (page, i) => Assert.Equal(i > 0, page.HasBefore));
    }

    [Theory, MemberData(nameof(Sorts))]
    public async Task Backwards_from_the_last_page_every_comment_is_met_once_and_in_order(CommentSort sort)
    {
        var (pages, expected) = await WalkAsync(sort, isBackwards: true);
        pages.Reverse();
        Assert.Equal(expected, pages.SelectMany(Keys));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_is_pinned_stands_on_the_first_page_alone(bool isBackwards)
    {
        var (pages, _) = await WalkAsync(CommentSort.Best, isBackwards);
        if (isBackwards)
            pages.Reverse();
        var pinned = (await site.ShownAsync(Subject)).Where(comment => comment.Place == Placement.Pinned).Select(comment => comment.Id);
        Assert.Equal(3, pages[0].Pinned.Count);
        Assert.Equal(pinned, pages[0].Pinned.Select(node => node.Comment.Id));
        Assert.All(pages.Skip(1), page => Assert.Empty(page.Pinned));
    }

    [Fact]
    public async Task The_answers_to_each_comment_are_met_once_and_in_order_in_both_directions()
    {
        var shown = await site.ShownAsync(Subject);
        foreach (var answers in shown.Where(comment => !comment.IsTopLevel).GroupBy(comment => comment.ParentId))
        {
            var expected = answers.Select(comment => comment.Id).ToList();
            Assert.Equal(expected, (await WalkAsync(answers.Key, CommentSort.Oldest, isBackwards: false)).SelectMany(Keys));
            var backwards = await WalkAsync(answers.Key, CommentSort.Oldest, isBackwards: true);
            backwards.Reverse();
            Assert.Equal(expected, backwards.SelectMany(Keys));
        }
    }

    [Theory, InlineData("Newest"), InlineData("Best")]
    public async Task By_the_links_alone_everything_that_is_shown_can_be_reached(string sort)
    {
        var visitor = site.Visit();
        Queue<string> addresses = new([site.Fragment("thread", ("subject", Subject), ("sort", sort))]);
        HashSet<string> asked = [];
        HashSet<long> met = [];
        while (addresses.TryDequeue(out var address))
        {
            if (!asked.Add(address))
                continue;
            var page = await visitor.LoadAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            met.UnionWith(page.Ids());
            foreach (var link in page.FindAll(".comments-more a[rel~=next], .comments-later a, .comments-continue a"))
                addresses.Enqueue(link.GetAttribute("hx-get") ?? link.GetAttribute("href")!.Replace(".html?", "?", StringComparison.Ordinal));
        }
        Assert.Equal((await site.ShownAsync(Subject)).Select(comment => comment.Id), met.Order());
    }

    [Theory, InlineData("Newest", 4), InlineData("Oldest", 4), InlineData("Best", 4), InlineData("MostReplied", 4), InlineData("Newest", 1), InlineData("Best", 2)]
    public async Task A_permalink_opens_a_page_on_which_the_comment_is(string sort, int depth)
    {
        var visitor = site.Visit();
        foreach (var comment in await site.ShownAsync(Subject))
        {
            var page = await visitor.LoadAsync(site.Fragment("thread", ("subject", Subject), ("sort", sort), ("depth", depth), ("around", comment.Id)));
            Assert.True(page.Ids().Contains(comment.Id), string.Create(CultureInfo.InvariantCulture, $"{comment.Id} at depth {comment.Depth} is not on its page, which shows {string.Join(' ', page.Ids())}"));
            Assert.Equal(page.Ids().Count, page.Ids().Distinct().Count());
        }
    }

    [Fact]
    public async Task A_permalink_to_the_first_comment_of_an_order_opens_the_first_page_itself()
    {
        var first = (await site.ShownAsync(Subject)).Where(comment => comment.IsTopLevel && comment.Place == Placement.Shown).InOrder(CommentSort.Best).First();
        var page = await site.Visit().LoadAsync(site.Fragment("thread", ("subject", Subject), ("sort", "Best"), ("around", first.Id)));
        Assert.Empty(page.FindAll("a[rel~=prev]"));
        Assert.Equal((await site.Visit().LoadAsync(site.Fragment("thread", ("subject", Subject), ("sort", "Best")))).Ids(), page.Ids());
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("_")]
    [InlineData("0.5_")]
    [InlineData("NaN_5")]
    [InlineData("Infinity_5")]
    [InlineData("1e999_5")]
    [InlineData("99999999999999999999")]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775807")]
    [InlineData("1.5e300_-1")]
    [InlineData("-1.5e300_1")]
    [InlineData("End")]
    [InlineData("5'--")]
    public async Task A_stale_or_senseless_place_still_shows_comments(string place)
    {
        foreach (var sort in LoadSteps.Sorts)
            foreach (var name in new[] { "after", "before" })
            {
                var page = await site.Visit().LoadAsync(site.Fragment("thread", ("subject", Subject), ("sort", sort), (name, place)));
                Assert.Equal(HttpStatusCode.OK, page.Status);
                Assert.NotEmpty(page.Ids());
            }
    }

    [Fact]
    public async Task A_place_that_was_tampered_with_is_refused()
    {
        var next = (await site.Visit().LoadAsync(site.Fragment("thread", ("subject", Subject)))).Find("a[rel~=next]").GetAttribute("hx-get")!;
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().LoadAsync(next)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await site.Visit().LoadAsync(next.Replace("after=", "after=1", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task The_last_page_is_full_and_has_nothing_after_it()
    {
        var page = await site.Visit().LoadAsync(site.Fragment("thread", ("subject", Subject), ("sort", "Oldest"), ("before", "end"), ("pageSize", 7)));
        var last = (await site.ShownAsync(Subject)).Where(comment => comment.IsTopLevel && comment.Place == Placement.Shown).TakeLast(7).Select(comment => comment.Id);
        Assert.Equal(last, page.FindAll("ol.comments-list > li > .comments-item > article").Select(comment => long.Parse(comment.Id!["comment-".Length..], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Comments_that_come_or_go_between_two_pages_make_nothing_appear_twice_or_not_at_all()
    {
        await site.SeedAsync("moving", 60, replies: 0, votes: 0);
        var thread = await site.ThreadAsync("moving");
        var before = (await site.ShownAsync("moving")).Where(comment => comment.Place == Placement.Shown).InOrder(CommentSort.Newest).Select(comment => comment.Id).ToList();
        var first = await ReadAsync(thread.Id, CommentSort.Newest, null, false);
        // The very comment that the next page starts after, and one that it holds, go; new ones come before all.
        await EraseAsync(before[6]);
        await EraseAsync(before[9]);
        await AddAsync(thread);
        var second = await ReadAsync(thread.Id, CommentSort.Newest, Cursor.Of(first.Comments[^1].Comment, CommentSort.Newest), false);
        Assert.Equal(before.Take(7), Keys(first));
        Assert.Equal(before.Skip(7).Where(id => id != before[9]).Take(7), Keys(second));
    }

    private static IEnumerable<long> Keys(CommentTree page) => page.Comments.Select(node => node.Comment.Id);

    private async Task<(List<CommentTree> Pages, IEnumerable<long> Expected)> WalkAsync(CommentSort sort, bool isBackwards)
    {
        var thread = await site.ThreadAsync(Subject);
        var expected = (await site.ShownAsync(Subject)).Where(comment => comment.IsTopLevel && comment.Place == Placement.Shown).InOrder(sort).Select(comment => comment.Id);
        return (await WalkAsync(thread.Id, sort, isBackwards), expected);
    }

    private async Task<List<CommentTree>> WalkAsync(long parent, CommentSort sort, bool isBackwards)
    {
        Cursor? from = isBackwards && Cursor.TryParse(Cursor.End, sort, out var end) ? end : null;
        List<CommentTree> pages = [];
        do
        {
            var page = await ReadAsync(parent, sort, from, isBackwards);
            pages.Add(page);
            // As it travels in an address.
            Assert.True(Cursor.TryParse(Cursor.Of((isBackwards ? page.Comments[0] : page.Comments[^1]).Comment, sort).ToString(), sort, out var next));
            from = next;
        } while (isBackwards ? pages[^1].HasBefore : pages[^1].HasAfter);
        return pages;
    }

    private Task<CommentTree> ReadAsync(long parent, CommentSort sort, Cursor? from, bool isBackwards) => site.ReadAsync(new TreeQuery
    {
        Parent = parent,
        Sort = sort,
        Size = 7,
        Answers = 2,
        Levels = 3,
        From = from,
        IsBackwards = isBackwards,
        WithPinned = true,
    });

    private async Task EraseAsync(long id)
    {
        await using var scope = site.Services.CreateAsyncScope();
        Assert.NotNull(await scope.ServiceProvider.GetRequiredService<CommentLedger>().ChangeAsync(id, comment => comment.Erase(), default));
    }

    private Task<int> AddAsync(Discussion thread) => site.AskAsync(async db =>
    {
        for (var i = 0; i < 3; i++)
            db.Add(Comment.Write(site.Get<TimeOrderedId>().Next(), TimeProvider.System.GetUtcNow(), thread.Id, null, new Author("member:1", "Mary"), "New.", null, CommentState.Approved));
        return await db.SaveChangesAsync();
    });
}
