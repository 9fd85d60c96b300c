using System.Globalization;
using Components.Spam;
using Components.Tests.Fixture;

namespace Components.Tests.Spam;

public sealed class MisbehaviourTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void It_is_halved_every_ten_minutes()
    {
        var misbehaviour = new Misbehaviour(_clock);
        misbehaviour.Report(WorkBench.From("192.0.2.7"), 8);
        _clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(2, misbehaviour.ScoreOf(WorkBench.From("192.0.2.7")), 6);
        misbehaviour.Report(WorkBench.From("192.0.2.7"));
        Assert.Equal(3, misbehaviour.ScoreOf(WorkBench.From("192.0.2.7")), 6);
    }

    [Fact]
    public void Neighbours_in_a_network_share_it_and_others_do_not()
    {
        var misbehaviour = new Misbehaviour(_clock);
        misbehaviour.Report(WorkBench.From("2001:db8:1:2::1"));
        Assert.Equal(1, misbehaviour.ScoreOf(WorkBench.From("2001:db8:1:2:ffff::9")));
        Assert.Equal(0, misbehaviour.ScoreOf(WorkBench.From("2001:db8:1:3::1")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_report_cannot_make_anything_better(double weight) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Misbehaviour(_clock).Report(WorkBench.From("192.0.2.7"), weight));

    [Fact]
    public void A_flood_of_networks_is_kept_within_bounds_and_does_not_wash_the_worst_clean()
    {
        var misbehaviour = new Misbehaviour(_clock);
        misbehaviour.Report("192.0.2.7", 30);
        for (var i = 0; i < 4 * Misbehaviour.MostNetworks; i++)
            misbehaviour.Report(i.ToString(CultureInfo.InvariantCulture), 1);
        Assert.InRange(misbehaviour.Count, 1, Misbehaviour.MostNetworks);
        Assert.Equal(30, misbehaviour.ScoreOf(WorkBench.From("192.0.2.7")), 6);
    }
}
