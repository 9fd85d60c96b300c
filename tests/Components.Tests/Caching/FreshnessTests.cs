using System.Diagnostics;
using Components.Caching;

namespace Components.Tests.Caching;

/// <summary>What a crowd asks for is looked at now and then; what somebody alone asks for, each time.</summary>
public sealed class FreshnessTests
{
    [Fact]
    public void Of_many_who_ask_at_once_ten_look()
    {
        var freshness = new Freshness();
        var watch = Stopwatch.StartNew();
        var looks = 0;
        for (var i = 0; i < 100_000; i++)
            if (!freshness.IsSeen())
                looks++;
        // A new window may begin with the next millisecond, and in each of them ten look.
        Assert.InRange(looks, 10, 10 * ((int)(watch.ElapsedMilliseconds / 20) + 2));
    }

    [Fact]
    public void Whoever_asks_alone_looks()
    {
        var freshness = new Freshness();
        for (var i = 0; i < 10; i++)
            Assert.False(freshness.IsSeen());
    }

    [Fact]
    public async Task After_a_while_somebody_looks_again()
    {
        var freshness = new Freshness();
        for (var i = 0; i < 1000; i++)
            freshness.IsSeen();
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(freshness.IsSeen());
    }

    [Fact]
    public void What_is_not_good_is_looked_at_at_once()
    {
        var freshness = new Freshness();
        for (var i = 0; i < 1000; i++)
            freshness.IsSeen();
        freshness.Forget();
        Assert.False(freshness.IsSeen());
    }
}
