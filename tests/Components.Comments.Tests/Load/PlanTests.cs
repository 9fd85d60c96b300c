using System.Net;
using Components.Comments.Thread;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Components.Comments.Tests.Load;

/// <summary>What the database does for a page: every step on an index, the same number of steps in every thread, and few commands.</summary>
public sealed class PlanTests(PlanTests.ExplainingSite site) : IClassFixture<PlanTests.ExplainingSite>
{
    private const string Subject = "plans";

    public sealed class ExplainingSite : SiteWithOutbox, IAsyncLifetime
    {
        public ExplainingSite()
        {
            Settings[SqlLog.LevelSetting] = "Information";
            Settings["Packs:Comments:AllowGuests"] = "true";
            // What is kept asks the database nothing.
            Settings["Components:Cache:Life"] = "00:00:00";
            ConfigureServices = services =>
            {
                // Nobody else asks the database anything.
                StopMail(services);
                services.AddSingleton<ILoggerProvider>(Sql);
                services.ConfigureDbContext<CommentsDb>(options => options.AddInterceptors(Plans, Work));
                services.ObserveStatements(Sql, Plans, Work);
            };
        }

        public SqlPlans Plans { get; } = new();

        public SqlWork Work { get; } = new();

        public SqlLog Sql { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await this.SeedAsync(Subject, 300);
            await this.SeedAsync("long", 6000);
        }
    }

    public static TheoryData<CommentSort> Sorts => [.. LoadSteps.Sorts];

    [Theory, MemberData(nameof(Sorts))]
    public async Task Each_page_of_a_thread_is_read_along_the_index_of_its_order(CommentSort sort)
    {
        var index = sort switch
        {
            CommentSort.Best => "IX_comments_comments_ParentId_Place_Score_Id",
            CommentSort.MostReplied => "IX_comments_comments_ParentId_Place_Replies_Id",
            _ => "IX_comments_comments_ParentId_Place_Id",
        };
        foreach (var page in await PagesAsync(sort))
        {
            var plans = await PlansOfAsync(() => site.Visit().LoadAsync(page.Address));
            Assert.All(plans, AssertCheap);
            var tree = Assert.Single(plans, plan => plan.Sql.Contains("RECURSIVE tree", StringComparison.Ordinal));
            Assert.True(tree.Uses(page.IsInOrder ? index : "IX_comments_comments_ParentId_Place_Id"), $"{page.Address}\n{tree}");
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task What_waits_is_read_along_an_index(bool isModerator)
    {
        var visitor = isModerator ? await site.VisitAsModeratorAsync() : await site.VisitAsMemberAsync("Wanda");
        var plans = await PlansOfAsync(() => visitor.LoadAsync(site.Fragment("thread", ("subject", Subject))));
        Assert.All(plans, AssertCheap);
        Assert.Contains(plans, plan => plan.Uses(isModerator ? "IX_comments_comments_ThreadId_State_Id" : "IX_comments_comments_Waiting"));
    }

    [Fact]
    public async Task Posting_answering_voting_editing_and_deleting_look_nothing_up_without_an_index()
    {
        var visitor = await site.VisitAsMemberAsync("Paula");
        var other = await site.VisitAsMemberAsync("Otto");
        var subject = "written";
        var plans = await PlansOfAsync(async () =>
        {
            var thread = site.Fragment("thread", ("subject", subject));
            Assert.Equal(HttpStatusCode.OK, (await visitor.PostAsync((await visitor.LoadAsync(thread)).Find("form.comments-form").GetAttribute("hx-post")!, ("Text", "One."))).Status);
            var id = (await visitor.LoadAsync(thread)).Ids()[0];
            await AssertPostedAsync(other, site.Fragment("reply", ("comment", id)), "form", ("Text", "An answer."));
            await AssertPostedAsync(other, site.Fragment("votes", ("comment", id)), "form", ("Value", "1"));
            await AssertPostedAsync(visitor, site.Fragment("comment", ("comment", id), ("edit", "true")), "form", ("Text", "One, edited."));
            await AssertPostedAsync(visitor, site.Fragment("comment", ("comment", id)), "form[hx-post*=delete]");
        });
        Assert.True(plans.Count > 20, "Not much was asked of the database.");
        // The owner's rules are few, and each of them is asked; where nothing can be found, nothing is read.
        Assert.All(plans.Where(plan => !plan.Sql.Contains("\"comments_rules\"", StringComparison.Ordinal) && !plan.Sql.Contains("WHERE 0\n", StringComparison.Ordinal)), AssertCheap);
    }

    [Fact]
    public async Task A_page_costs_two_commands_and_two_more_for_who_is_known()
    {
        var member = await site.VisitAsMemberAsync("Mona");
        var guest = site.Visit();
        await VoteAsync(member);
        foreach (var sort in LoadSteps.Sorts)
            foreach (var page in (await PagesAsync(sort)).Select(page => page.Address).Where(page => !page.Contains("around=", StringComparison.Ordinal) && !page.Contains("root=", StringComparison.Ordinal)))
            {
                AssertCount(2, await CommandsOfAsync(guest, page));
                // More answers to a comment hold nothing that waits.
                AssertCount(page.Contains("/replies", StringComparison.Ordinal) ? 3 : 4, await CommandsOfAsync(member, page));
            }
    }

    [Fact]
    public async Task A_permalink_costs_one_command_more_to_find_its_page()
    {
        var member = await site.VisitAsMemberAsync("Perma");
        await VoteAsync(member);
        var deepest = (await site.ShownAsync(Subject)).MaxBy(comment => comment.Depth)!;
        var permalink = site.Fragment("thread", ("subject", Subject), ("around", deepest.Id));
        AssertCount(5, await CommandsOfAsync(member, permalink));
        AssertCount(3, await CommandsOfAsync(site.Visit(), permalink));
    }

    [Theory, MemberData(nameof(Sorts))]
    public async Task A_page_costs_the_database_the_same_in_a_thread_twenty_times_as_long(CommentSort sort)
    {
        foreach (var place in new[] { "first", "middle", "last" })
        {
            var least = new List<long>();
            foreach (var subject in new[] { Subject, "long" })
            {
                var query = await QueryAsync(subject, sort, place);
                // The least of three: the site's own sweeps may be at work beside it.
                var costs = new List<long>();
                for (var i = 0; i < 3; i++)
                    costs.Add(await site.Work.OfAsync(() => site.ReadAsync(query())));
                least.Add(costs.Min());
            }
            Assert.True(least[0] > 100, "Nothing was counted.");
            // A page on which equals end is read in two pieces.
            Assert.InRange((double)least[1] / least[0], 0.5, 1.3);
        }
    }

    private static void AssertCount(int count, IReadOnlyList<string> commands) => Assert.True(commands.Count == count, string.Join("\n\n", commands));

    private static void AssertCheap(SqlPlan plan) => Assert.True(plan.Expensive.Count == 0, plan.ToString());

    // Each comment without its answers, which differ from page to page.
    private async Task<Func<TreeQuery>> QueryAsync(string subject, CommentSort sort, string place)
    {
        var thread = await site.ThreadAsync(subject);
        var top = (await site.ShownAsync(subject)).Where(comment => comment.IsTopLevel && comment.Place == Placement.Shown).InOrder(sort).ToList();
        Cursor? from = place switch { "first" => null, "middle" => LoadSteps.CursorOf(top[top.Count / 2], sort), _ => Cursor.TryParse(Cursor.End, sort, out var end) ? end : null };
        return () => new TreeQuery { Parent = thread.Id, Sort = sort, Size = 20, Answers = 0, Levels = 1, From = from, IsBackwards = place == "last", WithPinned = true };
    }

    private async Task<IReadOnlyList<(string Address, bool IsInOrder)>> PagesAsync(CommentSort sort)
    {
        var shown = await site.ShownAsync(Subject);
        var middle = shown.Where(comment => comment.IsTopLevel && comment.Place == Placement.Shown).InOrder(sort).ElementAt(50);
        var busiest = shown.MaxBy(comment => comment.Replies)!;
        var answers = shown.Where(comment => comment.ParentId == busiest.Id).ToList();
        (string, object)[] thread = [("subject", Subject), ("sort", sort)];
        return
        [
            (site.Fragment("thread", thread), true),
            (site.Fragment("thread", [.. thread, ("after", LoadSteps.CursorOf(middle, sort))]), true),
            (site.Fragment("thread", [.. thread, ("before", LoadSteps.CursorOf(middle, sort))]), true),
            (site.Fragment("thread", [.. thread, ("before", Cursor.End)]), true),
            (site.Fragment("thread", [.. thread, ("around", middle.Id)]), true),
            (site.Fragment("thread", [.. thread, ("around", answers[^1].Id)]), false),
            (site.Fragment("thread", [.. thread, ("around", shown.MaxBy(comment => comment.Depth)!.Id)]), false),
            (site.Fragment("thread", [.. thread, ("root", busiest.Id)]), false),
            (site.Fragment("replies", ("comment", busiest.Id)), false),
            (site.Fragment("replies", ("comment", busiest.Id), ("after", answers[answers.Count / 2].Id)), false),
            (site.Fragment("replies", ("comment", busiest.Id), ("before", answers[answers.Count / 2].Id)), false),
        ];
    }

    private async Task VoteAsync(Visitor visitor)
    {
        var comment = (await site.ShownAsync(Subject)).First(comment => comment.State == CommentState.Approved);
        await AssertPostedAsync(visitor, site.Fragment("votes", ("comment", comment.Id)), "form", ("Value", "1"));
    }

    private static async Task AssertPostedAsync(Visitor visitor, string fragment, string form, params (string, string)[] fields)
    {
        var answer = await visitor.PostAsync((await visitor.LoadAsync(fragment)).Find(form).GetAttribute("hx-post")!, fields);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Html);
    }

    private async Task<IReadOnlyList<string>> CommandsOfAsync(Visitor visitor, string page)
    {
        site.Sql.Commands.Clear();
        Assert.Equal(HttpStatusCode.OK, (await visitor.LoadAsync(page)).Status);
        return [.. site.Sql.Commands];
    }

    private async Task<IReadOnlyList<SqlPlan>> PlansOfAsync(Func<Task> act)
    {
        site.Plans.Seen.Clear();
        await act();
        return [.. site.Plans.Seen];
    }
}
