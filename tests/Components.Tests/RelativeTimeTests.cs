using System.Globalization;
using Bunit;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Tests;

public sealed class RelativeTimeTests : ComponentTest
{
    private readonly TestClock _clock = new();

    public RelativeTimeTests()
    {
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(_clock);
    }

    [Theory]
    [InlineData(0, "just now", "たった今")]
    [InlineData(60, "1 minute ago", "1分前")]
    [InlineData(59 * 60, "59 minutes ago", "59分前")]
    [InlineData(3600, "1 hour ago", "1時間前")]
    [InlineData(23 * 3600, "23 hours ago", "23時間前")]
    [InlineData(86400, "yesterday", "昨日")]
    [InlineData(30 * 86400, "30 days ago", "30日前")]
    [InlineData(59 * 86400, "1 January 2026", "2026年1月1日")]
    [InlineData(-30, "in a moment", "まもなく")]
    [InlineData(-5, "just now", "たった今")]
    [InlineData(-60, "in 1 minute", "1分後")]
    [InlineData(-59 * 60, "in 59 minutes", "59分後")]
    [InlineData(-3600, "in 1 hour", "1時間後")]
    [InlineData(-23 * 3600, "in 23 hours", "23時間後")]
    [InlineData(-2 * 86400, "3 March 2026", "2026年3月3日")]
    public void An_instant_is_said_as_people_say_it(int seconds, string english, string japanese)
    {
        Assert.Equal(english, TextIn("en", seconds));
        Assert.Equal(japanese, TextIn("ja", seconds));
    }

    [Fact]
    public void The_exact_time_is_there_for_machines() =>
        Assert.Equal("2026-03-01T12:00:00Z", Render<RelativeTime>(time => time.Add(t => t.At, _clock.Now)).Find("time").GetAttribute("datetime"));

    private string TextIn(string language, int seconds)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return Render<RelativeTime>(time => time.Add(t => t.At, _clock.Now.AddSeconds(-seconds))).Find("time").TextContent;
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
