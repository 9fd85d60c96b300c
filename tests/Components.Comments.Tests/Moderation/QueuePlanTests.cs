using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Comments.Tests.Moderation;

/// <summary>What judging and the queue ask of the database: nothing that reads all comments.</summary>
public sealed class QueuePlanTests : IDisposable
{
    private readonly SqlPlans _plans = new();
    private readonly ModeratedSite _site = new();

    public QueuePlanTests()
    {
        var configure = _site.ConfigureServices!;
        _site.ConfigureServices = services =>
        {
            configure(services);
            services.ConfigureDbContext<CommentsDb>(options => options.AddInterceptors(_plans));
            services.ObserveStatements(plans: _plans);
        };
    }

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Judging_reads_along_indexes()
    {
        var guest = _site.VisitFrom("192.0.2.40");
        await _site.WriteAsGuestAsync(guest, "plans", "The first one");
        _plans.Seen.Clear();
        await _site.WriteAsGuestAsync(guest, "plans", "The second one, which is long enough to be nobody's by chance");
        AssertNoScans();
        foreach (var index in (string[])["TextHash_Id", "AuthorKey_State_Id", "Network_State_Id"])
            Assert.Contains(_plans.Seen, plan => plan.Uses($"IX_comments_comments_{index}"));
        Assert.Contains(_plans.Seen, plan => plan.Uses("IX_comments_bans_Kind_Value"));
    }

    [Fact]
    public async Task The_queue_reads_along_indexes_by_whatever_filter()
    {
        for (var i = 0; i < 3; i++)
            await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.41"), "plans", $"https://{i}.example https://b.example https://c.example");
        var moderator = await _site.VisitAsModeratorAsync();
        var queue = await moderator.OpenAsync(ModeratedSite.Queue);
        var filters = queue.FindAll(".comments-facts a, .comments-tabs a").Select(link => link.GetAttribute("hx-get")!).Distinct().ToList();
        _plans.Seen.Clear();
        foreach (var filter in filters)
            await moderator.LoadAsync(filter);
        AssertNoScans();
        Assert.Contains(_plans.Seen, plan => plan.Uses("IX_comments_comments_State_Id"));
        Assert.Contains(_plans.Seen, plan => plan.Uses("IX_comments_comments_ThreadId_State_Id"));
        Assert.Contains(_plans.Seen, plan => plan.Uses("IX_comments_comments_Network_State_Id"));
    }

    [Fact]
    public async Task What_is_due_is_found_along_indexes_that_hold_nothing_else()
    {
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.42"), "plans", "Kept for a while");
        _site.Clock.Ahead += TimeSpan.FromDays(31);
        _plans.Seen.Clear();
        await _site.Get<Comments.Moderation.Retention>().SweepAsync(CancellationToken.None);
        AssertNoScans();
        Assert.Contains(_plans.Seen, plan => plan.Uses("IX_comments_comments_Network") || plan.Steps.Any(step => step.Contains("COVERING INDEX IX_comments_comments_Network ", StringComparison.Ordinal)));
    }

    // Rules and bans are few, and all of them are wanted.
    private void AssertNoScans() => Assert.All(
        _plans.Seen.Where(plan => plan.Sql.Contains("\"comments_comments\"", StringComparison.Ordinal) || plan.Sql.Contains("\"comments_audit\"", StringComparison.Ordinal)),
        plan => Assert.True(plan.Expensive.Count == 0, plan.ToString()));
}
