using Components.Spam;
using Components.Tests.Fixture;

namespace Components.Tests.Spam;

public sealed class SubmissionLimiterTests
{
    private static readonly RateLimit[] Limits = [RateLimit.PerMinute(2), RateLimit.PerHour(3)];
    private readonly TestClock _clock = new();
    private readonly SubmissionLimiter _limiter;

    public SubmissionLimiterTests() => _limiter = new SubmissionLimiter(_clock);

    [Fact]
    public void All_limits_hold_and_the_longest_wait_is_told()
    {
        Assert.Equal([null, null, TimeSpan.FromMinutes(1)], Enumerable.Range(0, 3).Select(_ => Count("ann")));
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(Count("ann"));
        Assert.Equal(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(61), Count("ann"));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(Count("ann"));
    }

    [Fact]
    public void What_is_too_much_does_not_count()
    {
        for (var i = 0; i < 50; i++)
            Count("ann");
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(Count("ann"));
    }

    [Fact]
    public void It_is_too_much_where_it_is_by_one_of_the_names()
    {
        Assert.Null(Count("ann", "net:1"));
        Assert.Null(Count("ben", "net:1"));
        Assert.NotNull(Count("new", "net:1"));
        Assert.Null(Count("new", "net:2"));
    }

    // Else whoever is over the limit could fill the memory, with a new name each time.
    [Fact]
    public void Who_is_refused_is_not_kept()
    {
        Count("net:1");
        Count("net:1");
        for (var i = 0; i < 100; i++)
            Assert.NotNull(Count($"guest:{i}", "net:1"));
        Assert.Equal(1, _limiter.Names);
    }

    [Fact]
    public void Other_things_are_counted_for_themselves()
    {
        Count("ann");
        Count("ann");
        Assert.Null(_limiter.Count("other", ["ann"], Limits));
    }

    [Fact]
    public void A_wait_is_a_second_at_least()
    {
        Count("ann");
        Count("ann");
        _clock.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Equal(TimeSpan.FromSeconds(1), Count("ann"));
    }

    [Fact]
    public void A_member_is_known_by_account_alone_and_a_guest_also_by_network()
    {
        var http = WorkBench.From("2001:db8:1:2:3::4");
        Assert.Equal(["user:1"], SubmissionLimiter.ActorsOf(http, "user:1", "guest:1"));
        Assert.Equal(["guest:1", "net:2001:db8:1:2::/64"], SubmissionLimiter.ActorsOf(http, null, "guest:1"));
        Assert.Equal(["net:2001:db8:1:2::/64"], SubmissionLimiter.ActorsOf(http, null));
    }

    private TimeSpan? Count(params string[] actors) => _limiter.Count("post", actors, Limits);
}
