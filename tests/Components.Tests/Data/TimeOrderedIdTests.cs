using Components.Data;
using Testing;

namespace Components.Tests.Data;

public sealed class TimeOrderedIdTests
{
    [Fact]
    public void A_time_lies_between_the_keys_made_before_and_after_it()
    {
        var clock = new MovableClock();
        var ids = new TimeOrderedId(clock);
        var earlier = ids.Next();
        clock.Ahead += TimeSpan.FromSeconds(2);
        var between = TimeOrderedId.At(clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.InRange(between, earlier + 1, ids.Next() - 1);
    }
}
