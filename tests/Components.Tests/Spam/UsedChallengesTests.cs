using Components.Spam;
using Components.Tests.Fixture;

namespace Components.Tests.Spam;

public sealed class UsedChallengesTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void A_flood_of_a_million_is_kept_within_bounds_and_none_of_it_can_be_used_again()
    {
        var used = new UsedChallenges(_clock);
        var expiry = _clock.Now.AddMinutes(15).ToUnixTimeMilliseconds();
        for (var i = 0; i < 1_000_000; i++)
            used.Use((UInt128)i, expiry + i);
        Assert.Equal(UsedChallenges.Most, used.Count);
        for (var i = 0; i < 1_000_000; i += 9973)
            Assert.NotEqual(WorkResult.Done, used.Use((UInt128)i, expiry + i));
        Assert.Equal(WorkResult.Done, used.Use(2_000_000, expiry + 1_000_000));
    }

    [Fact]
    public void What_has_expired_is_forgotten()
    {
        var used = new UsedChallenges(_clock);
        for (var i = 0; i < 100; i++)
            used.Use((UInt128)i, _clock.Now.AddMinutes(1).ToUnixTimeMilliseconds());
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(WorkResult.Done, used.Use(100, _clock.Now.AddMinutes(1).ToUnixTimeMilliseconds()));
        Assert.Equal(1, used.Count);
    }
}
