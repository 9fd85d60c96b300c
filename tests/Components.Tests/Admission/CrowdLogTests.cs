using Components.Admission;
using Microsoft.Extensions.Logging;
using Testing;

namespace Components.Tests.Admission;

/// <summary>What the owner is told of a crowd.</summary>
public sealed class CrowdLogTests
{
    [Fact]
    public void It_says_when_refusing_begins_and_ends_and_nothing_in_between()
    {
        var (clock, log) = (new HandClock(), new TestLog());
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var crowd = new CrowdLog(clock, loggers.CreateLogger<CrowdLog>());
        for (var i = 0; i < 30; i++)
        {
            crowd.Count();
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Single(log.Lines);
        clock.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal(2, log.Lines.Count);
        Assert.Contains("Nobody is refused any more. 30 requests", log.Lines.Last(), StringComparison.Ordinal);
        crowd.Count();
        Assert.Equal(3, log.Lines.Count);
    }
}
