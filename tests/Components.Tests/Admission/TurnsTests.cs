namespace Components.Tests.Admission;

/// <summary>Whose turn it is.</summary>
public sealed class TurnsTests : TurnsBase
{
    [Fact]
    public void So_many_are_let_in_at_once_and_no_more()
    {
        var (first, second, third) = (Come(), Come(), Come());
        Assert.Equal((true, true, null), (first.Answer, second.Answer, third.Answer));
        second.Permit.Leave();
        Assert.True(third.Answer);
        Assert.Equal((Permits, 0), Turns.Count);
    }

    [Fact]
    public void Who_leaves_twice_makes_room_once()
    {
        var (first, _, third, fourth) = (Come(), Come(), Come(), Come());
        first.Permit.Leave();
        first.Permit.Leave();
        Assert.Equal((true, null), (third.Answer, fourth.Answer));
    }

    [Fact]
    public void In_order_while_few_wait_however_long()
    {
        var held = Fill();
        var waiting = Many(4);
        Clock.Advance(LongestWait - Moment);
        held[0].Permit.Leave();
        Assert.Equal([true, null, null, null], waiting.Select(one => one.Answer));
    }

    [Fact]
    public void In_order_while_nobody_has_waited_long_however_many()
    {
        var held = Fill();
        var waiting = Many(18);
        Clock.Advance(Moment);
        held[0].Permit.Leave();
        Assert.True(waiting[0].Answer);
        Assert.All(waiting[1..], one => Assert.Null(one.Answer));
    }

    [Fact]
    public void The_newest_first_when_many_wait_and_some_have_waited_long()
    {
        var held = Fill();
        var waiting = Many(16);
        Clock.Advance(LongestWait / 2);
        var newest = Come();
        held[0].Permit.Leave();
        Assert.True(newest.Answer);
        Assert.All(waiting, one => Assert.Null(one.Answer));
    }

    [Fact]
    public void Always_in_order_where_that_is_wanted()
    {
        using var posts = Make(inOrder: true);
        var all = Enumerable.Range(0, 20).Select(_ => new Comer(posts)).ToList();
        Clock.Advance(LongestWait / 2);
        all[0].Permit.Leave();
        Assert.True(all[Permits].Answer);
        Assert.Null(all[^1].Answer);
    }

    [Fact]
    public void Who_has_waited_too_long_is_refused_and_nobody_else()
    {
        Fill();
        var early = Come();
        Clock.Advance(LongestWait / 2);
        var late = Come();
        Clock.Advance(LongestWait / 2 + Moment);
        Assert.Equal((false, null), (early.Answer, late.Answer));
        Assert.Equal((Permits, 1), Turns.Count);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Who_comes_when_the_line_is_full_is_refused_at_once(bool inOrder)
    {
        using var turns = Make(inOrder);
        var others = Enumerable.Range(0, Permits + MostWaiting).Select(_ => new Comer(turns)).ToList();
        Clock.Advance(inOrder ? LongestWait / 2 : Moment);
        Assert.False(new Comer(turns).Answer);
        Assert.All(others[Permits..], one => Assert.Null(one.Answer));
        Assert.Equal((Permits, MostWaiting), turns.Count);
    }

    [Fact]
    public void Who_comes_when_the_line_is_full_and_slow_takes_the_place_of_who_has_waited_longest()
    {
        Fill();
        var waiting = Many(MostWaiting);
        Clock.Advance(LongestWait / 2);
        var last = Come();
        Assert.Equal((false, null, null), (waiting[0].Answer, waiting[1].Answer, last.Answer));
        Assert.Equal((Permits, MostWaiting), Turns.Count);
    }

    [Fact]
    public void Nobody_waits_where_there_is_no_line()
    {
        using var turns = Make(inOrder: false, permits: 1, mostWaiting: 0);
        Assert.True(new Comer(turns).Answer);
        Assert.False(new Comer(turns).Answer);
    }

    [Fact]
    public void Who_holds_too_long_counts_no_more()
    {
        var held = Fill();
        Clock.Advance(LongestHold - Moment);
        var waiting = Come();
        Assert.Null(waiting.Answer);
        Clock.Advance(Moment + Moment);
        Assert.True(waiting.Answer);
        var next = Come();
        Assert.True(next.Answer);
        held[0].Permit.Leave();
        Assert.Null(Come().Answer);
    }

    [Fact]
    public async Task Who_returns_goes_before_those_who_were_not_in_yet_and_is_never_refused()
    {
        var held = Fill();
        var waiting = Come();
        held[0].Permit.Leave();
        Assert.True(waiting.Answer);
        var other = Come();
        var back = held[0].Permit.ReturnAsync().AsTask();
        Clock.Advance(LongestWait + Moment);
        Assert.False(other.Answer);
        Assert.False(back.IsCompleted);
        var newer = Come();
        held[1].Permit.Leave();
        await back;
        Assert.Null(newer.Answer);
    }

    [Fact]
    public async Task Who_returns_twice_holds_one_permit()
    {
        var held = Fill();
        held[0].Permit.Leave();
        var other = Come();
        var (once, again) = (held[0].Permit.ReturnAsync().AsTask(), held[0].Permit.ReturnAsync().AsTask());
        other.Permit.Leave();
        await Task.WhenAll(once, again);
        Assert.Equal((Permits, 0), Turns.Count);
        held[0].Permit.Leave();
        Assert.Equal((1, 0), Turns.Count);
    }

    [Fact]
    public async Task Who_has_ended_does_not_return()
    {
        var held = Fill();
        held[0].Permit.End();
        await held[0].Permit.ReturnAsync();
        Assert.Equal((1, 0), Turns.Count);
    }
}
