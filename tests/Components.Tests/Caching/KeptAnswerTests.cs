using Components.Caching;

namespace Components.Tests.Caching;

public sealed class KeptAnswerTests
{
    private bool _isGood = true;
    private long _looks;

    [Fact]
    public void Who_asks_now_and_then_is_told_by_a_look()
    {
        var answer = NewAnswer();
        for (var i = 0; i < 5; i++)
            Assert.True(answer.IsGood(0));
        Assert.Equal(5, _looks);
        _isGood = false;
        Assert.False(answer.IsGood(0));
        Assert.False(answer.IsGood(0));
    }

    [Fact]
    public void Of_a_crowd_ten_look_within_a_window()
    {
        var answer = NewAnswer();
        var begin = Environment.TickCount64;
        for (var i = 0; i < 100_000; i++)
            Assert.True(answer.IsGood(0));
        var windows = (Environment.TickCount64 - begin) / 20 + 1;
        Assert.InRange(_looks, 10, 10 * (windows + 1));
    }

    [Fact]
    public async Task What_a_crowd_was_told_is_looked_at_again_after_the_window()
    {
        var answer = NewAnswer();
        for (var i = 0; i < 100; i++)
            answer.IsGood(0);
        _isGood = false;
        await Task.Delay(50);
        Assert.False(answer.IsGood(0));
        Assert.False(answer.IsGood(0));
        _isGood = true;
        Assert.True(answer.IsGood(0));
    }

    [Fact]
    public void Nothing_is_asked_of_what_has_ended()
    {
        Assert.False(NewAnswer(end: 10).IsGood(10));
        Assert.Equal(0, _looks);
    }

    private KeptAnswer NewAnswer(long end = 1) => new([1], [], "\"tag\"", [], [Look], end);

    private bool Look()
    {
        _looks++;
        return _isGood;
    }
}
