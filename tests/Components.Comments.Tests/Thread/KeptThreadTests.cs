using System.Net;
using Components.Comments.Tests.Load;
using Components.Comments.Tests.Writing;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Comments.Tests.Thread;

/// <summary>A thread is read once for all who are answered by themselves, and nobody sees less for it.</summary>
public sealed class KeptThreadTests : IDisposable
{
    private const string Subject = "kept";
    private readonly SqlLog _sql = new();
    private readonly Site _site = new SiteWithOutbox().OpenToGuests();

    public KeptThreadTests()
    {
        var others = _site.ConfigureServices;
        _site.ConfigureServices = services =>
        {
            others?.Invoke(services);
            services.ObserveStatements(_sql);
            // Its minute has just begun: what is kept is kept until the next one.
            services.AddSingleton<TimeProvider>(new MovableClock { Ahead = TimeSpan.FromSeconds(61 - TimeProvider.System.GetUtcNow().Second) });
        };
    }

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task It_is_read_once_for_all_and_each_reads_what_is_their_own()
    {
        await (await _site.VisitAsMemberAsync("Ada")).CommentAsync(_site, Subject, "First");
        var (stranger, member) = (await ChooserAsync(), await _site.VisitAsMemberAsync("Mona"));
        // The thread, and its comments.
        Assert.Equal(2, await CommandsOfAsync(stranger));
        Assert.Equal(0, await CommandsOfAsync(stranger));
        Assert.Equal(0, await CommandsOfAsync(await ChooserAsync()));
        // What waits of theirs, and what they think.
        Assert.Equal(2, await CommandsOfAsync(member));
        Assert.Equal(2, await CommandsOfAsync(member));
    }

    [Fact]
    public async Task Whoever_comes_after_a_change_sees_it()
    {
        var (stranger, mary) = (await ChooserAsync(), await _site.VisitAsMemberAsync("Mary"));
        var moderator = await _site.VisitAsModeratorAsync();
        Assert.Empty((await LoadAsync(stranger)).Texts());
        await mary.CommentAsync(_site, Subject, "First");
        Assert.Equal(["First"], (await LoadAsync(stranger)).Texts());
        await mary.CommentAsync(_site, Subject, "Second");
        Assert.Equal(["Second", "First"], (await LoadAsync(stranger)).Texts());
        Assert.Equal("2 comments", (await LoadAsync(stranger)).Find("h2").TextContent);

        var vote = (await LoadAsync(moderator)).CommentOf("First").QuerySelector("form.comments-votes")!.GetAttribute("hx-post")!;
        Assert.Equal(HttpStatusCode.OK, (await moderator.PostAsync(vote, ("Value", "1"))).Status);
        Assert.Equal("1", (await LoadAsync(stranger)).CommentOf("First").QuerySelector(".comments-score")!.TextContent);

        await DecideAsync(moderator, "Pin", "First");
        Assert.Equal(["First", "Second"], (await LoadAsync(stranger)).Texts());
        await DecideAsync(moderator, "Reject", "Second");
        Assert.Equal(["First"], (await LoadAsync(stranger)).Texts());
    }

    [Fact]
    public async Task A_vote_is_pressed_for_who_gave_it_alone()
    {
        await (await _site.VisitAsMemberAsync("Ada")).CommentAsync(_site, Subject, "First");
        var (mona, stranger) = (await _site.VisitAsMemberAsync("Mona"), await ChooserAsync());
        await LoadAsync(stranger);
        await mona.PostAsync((await LoadAsync(mona)).Find("form.comments-votes").GetAttribute("hx-post")!, ("Value", "1"));
        Assert.Single((await LoadAsync(mona)).FindAll("[aria-pressed=true]"));
        Assert.Empty((await LoadAsync(stranger)).FindAll("[aria-pressed=true]"));
        Assert.Single((await LoadAsync(mona)).FindAll("[aria-pressed=true]"));
    }

    [Fact]
    public async Task What_waits_is_seen_by_its_author_and_by_moderators_and_once_it_is_approved_by_all()
    {
        _site.Settings["Packs:Comments:Hold"] = "Everybody";
        var (mary, stranger, moderator) = (await _site.VisitAsMemberAsync("Mary"), await ChooserAsync(), await _site.VisitAsModeratorAsync());
        // Before there is a thread, too.
        await LoadAsync(stranger);
        await mary.CommentAsync(_site, Subject, "Mine waits");
        foreach (var visitor in new[] { mary, moderator })
            Assert.Single((await LoadAsync(visitor)).FindAll(".comments-waiting"));
        Assert.DoesNotContain("Mine waits", (await LoadAsync(stranger)).Html, StringComparison.Ordinal);
        await DecideAsync(moderator, "Approve", "Mine waits");
        foreach (var visitor in new[] { mary, moderator, stranger })
        {
            var page = await LoadAsync(visitor);
            Assert.Equal(["Mine waits"], page.Texts());
            Assert.Empty(page.FindAll(".comments-waiting"));
        }
        await mary.CommentAsync(_site, Subject, "Another");
        Assert.Single((await LoadAsync(mary)).FindAll(".comments-waiting"));
        Assert.Equal(["Mine waits"], (await LoadAsync(stranger)).Texts());
    }

    [Fact]
    public async Task Each_order_each_page_and_each_branch_is_its_own()
    {
        await _site.SeedAsync(Subject, 60);
        var stranger = await ChooserAsync();
        var addresses = new (string, object)[][]
        {
            [("by", "Newest")], [("by", "Oldest")], [("by", "Best")], [("by", "MostReplied")], [("by", "Oldest"), ("before", "end")], [("by", "Newest"), ("pageSize", 5)],
            [("by", "Newest"), ("depth", 1)], [("by", "Newest"), ("root", (await _site.ShownAsync(Subject))[0].Id)], [("by", "Newest"), ("around", (await _site.ShownAsync(Subject))[1].Id)],
        }.Select(parameters => _site.Fragment("thread", [("subject", Subject), .. parameters])).ToList();
        List<string> first = [];
        foreach (var address in addresses)
            first.Add((await stranger.LoadAsync(address)).Html);
        Assert.Equal(first.Count, first.Distinct().Count());
        foreach (var (address, html) in addresses.Zip(first))
            Assert.Equal(html, (await stranger.LoadAsync(address)).Html);
    }

    [Fact]
    public async Task Many_who_write_and_read_at_once_see_their_own_and_no_fewer_than_before()
    {
        await LoadAsync(_site.Visit());
        await Parallel.ForEachAsync(Enumerable.Range(0, 4), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            var guest = _site.Visit();
            var seen = 0;
            for (var i = 0; i < 25; i++)
            {
                Assert.Equal(HttpStatusCode.OK, (await guest.CommentAsGuestAsync(_site, Subject, $"{number} says {i}", $"Guest {number}")).Status);
                var page = await LoadAsync(guest);
                Assert.Contains($"{number} says {i}", page.Html, StringComparison.Ordinal);
                var count = _site.Ask<long>("SELECT Count FROM comments_threads");
                var shown = int.Parse(page.Find("h2").TextContent.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
                Assert.InRange(shown, Math.Max(seen, i + 1), count);
                seen = shown;
            }
        });
    }

    // Whose order is remembered is nobody in particular, and is answered by themselves all the same.
    private async Task<Visitor> ChooserAsync()
    {
        var visitor = _site.Visit();
        await visitor.LoadAsync(_site.Fragment("thread", ("subject", "another"), ("by", "Newest")));
        return visitor;
    }

    private Task<Page> LoadAsync(Visitor visitor) => visitor.LoadThreadAsync(_site, Subject);

    private async Task<int> CommandsOfAsync(Visitor visitor)
    {
        _sql.Commands.Clear();
        await LoadAsync(visitor);
        return _sql.Commands.Count;
    }

    private async Task DecideAsync(Visitor moderator, string act, string text) =>
        Assert.Equal(HttpStatusCode.OK, (await moderator.PostAsync((await LoadAsync(moderator)).CommentOf(text).QuerySelector("form[id$='-decide']")!.GetAttribute("hx-post")!, ("Act", act))).Status);
}
