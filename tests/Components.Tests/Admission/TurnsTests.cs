using Components.Admission;

namespace Components.Tests.Admission;

/// <summary>Whose turn it is, with two permits and at most 20 who wait for a second.</summary>
public sealed class TurnsTests : IDisposable
{
    private const int Permits = 2, MostWaiting = 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1), LongestHold = TimeSpan.FromSeconds(10), Moment = TimeSpan.FromMilliseconds(50);

    private readonly HandClock _clock = new();
    private readonly Turns _turns;

    public TurnsTests() => _turns = new Turns(Permits, MostWaiting, LongestWait, LongestHold, inOrder: false, _clock);

    public void Dispose() => _turns.Dispose();

    [Fact]
    public void So_many_are_let_in_at_once_and_no_more()
    {
        var (first, second, third) = (Come(), Come(), Come());
        Assert.Equal((true, true, null), (first.Answer, second.Answer, third.Answer));
        second.Permit.Leave();
        Assert.True(third.Answer);
        Assert.Equal((Permits, 0), _turns.Count);
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
        _clock.Advance(LongestWait - Moment);
        held[0].Permit.Leave();
        Assert.Equal([true, null, null, null], waiting.Select(one => one.Answer));
    }

    [Fact]
    public void In_order_while_nobody_has_waited_long_however_many()
    {
        var held = Fill();
        var waiting = Many(18);
        _clock.Advance(Moment);
        held[0].Permit.Leave();
        Assert.True(waiting[0].Answer);
        Assert.All(waiting[1..], one => Assert.Null(one.Answer));
    }

    [Fact]
    public void The_newest_first_when_many_wait_and_some_have_waited_long()
    {
        var held = Fill();
        var waiting = Many(16);
        _clock.Advance(LongestWait / 2);
        var newest = Come();
        held[0].Permit.Leave();
        Assert.True(newest.Answer);
        Assert.All(waiting, one => Assert.Null(one.Answer));
    }

    [Fact]
    public void Always_in_order_where_that_is_wanted()
    {
        using var posts = new Turns(Permits, MostWaiting, LongestWait, LongestHold, inOrder: true, _clock);
        var all = Enumerable.Range(0, 20).Select(_ => new Comer(posts)).ToList();
        _clock.Advance(LongestWait / 2);
        all[0].Permit.Leave();
        Assert.True(all[Permits].Answer);
        Assert.Null(all[^1].Answer);
    }

    [Fact]
    public void Who_has_waited_too_long_is_refused_and_nobody_else()
    {
        Fill();
        var early = Come();
        _clock.Advance(LongestWait / 2);
        var late = Come();
        _clock.Advance(LongestWait / 2 + Moment);
        Assert.Equal((false, null), (early.Answer, late.Answer));
        Assert.Equal((Permits, 1), _turns.Count);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Who_comes_when_the_line_is_full_is_refused_at_once(bool inOrder)
    {
        using var turns = new Turns(Permits, MostWaiting, LongestWait, LongestHold, inOrder, _clock);
        var others = Enumerable.Range(0, Permits + MostWaiting).Select(_ => new Comer(turns)).ToList();
        _clock.Advance(inOrder ? LongestWait / 2 : Moment);
        Assert.False(new Comer(turns).Answer);
        Assert.All(others[Permits..], one => Assert.Null(one.Answer));
        Assert.Equal((Permits, MostWaiting), turns.Count);
    }

    [Fact]
    public void Who_comes_when_the_line_is_full_and_slow_takes_the_place_of_who_has_waited_longest()
    {
        Fill();
        var waiting = Many(MostWaiting);
        _clock.Advance(LongestWait / 2);
        var last = Come();
        Assert.Equal((false, null, null), (waiting[0].Answer, waiting[1].Answer, last.Answer));
        Assert.Equal((Permits, MostWaiting), _turns.Count);
    }

    [Fact]
    public void Nobody_waits_where_there_is_no_line()
    {
        using var turns = new Turns(1, 0, LongestWait, LongestHold, inOrder: false, _clock);
        Assert.True(new Comer(turns).Answer);
        Assert.False(new Comer(turns).Answer);
    }

    [Fact]
    public void Who_holds_too_long_counts_no_more()
    {
        var held = Fill();
        _clock.Advance(LongestHold - Moment);
        var waiting = Come();
        Assert.Null(waiting.Answer);
        _clock.Advance(Moment + Moment);
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
        _clock.Advance(LongestWait + Moment);
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
        Assert.Equal((Permits, 0), _turns.Count);
        held[0].Permit.Leave();
        Assert.Equal((1, 0), _turns.Count);
    }

    [Fact]
    public async Task Who_has_ended_does_not_return()
    {
        var held = Fill();
        held[0].Permit.End();
        await held[0].Permit.ReturnAsync();
        Assert.Equal((1, 0), _turns.Count);
    }

    [Fact]
    public void While_refusing_takes_a_good_part_of_the_processors_half_as_many_are_let_in_at_once()
    {
        var held = Fill();
        var waiting = Many(MostWaiting);
        RefuseMany();
        _clock.Advance(Moment / 2);
        held[0].Permit.Leave();
        Assert.Null(waiting[0].Answer);
        held[1].Permit.Leave();
        Assert.Equal((true, null), (waiting[0].Answer, waiting[1].Answer));
        // Nobody was refused since the last look.
        _clock.Advance(Moment / 2);
        Assert.Equal((true, null), (waiting[1].Answer, waiting[2].Answer));
    }

    [Fact]
    public void Posts_are_not_halved_since_they_wait_for_other_things_than_the_processors()
    {
        using var posts = new Turns(Permits, MostWaiting, LongestWait, LongestHold, inOrder: true, _clock);
        var all = Enumerable.Range(0, Permits + MostWaiting).Select(_ => new Comer(posts)).ToList();
        for (var i = 0; i < 50 * Environment.ProcessorCount; i++)
            Assert.False(new Comer(posts).Answer);
        _clock.Advance(Moment / 2);
        all[0].Permit.Leave();
        Assert.True(all[Permits].Answer);
    }

    [Fact]
    public async Task Who_returns_while_many_are_refused_waits_too_and_goes_before_those_who_were_not_in_yet()
    {
        var held = Fill();
        var waiting = Many(MostWaiting);
        RefuseMany();
        _clock.Advance(Moment / 2);
        held[0].Permit.Leave();
        var back = held[0].Permit.ReturnAsync().AsTask();
        Assert.False(back.IsCompleted);
        held[1].Permit.Leave();
        await back;
        Assert.Null(waiting[0].Answer);
    }

    [Fact]
    public void Who_holds_too_long_loses_the_permit_where_nobody_can_wait_too()
    {
        using var turns = new Turns(1, 0, LongestWait, LongestHold, inOrder: false, _clock);
        Assert.True(new Comer(turns).Answer);
        _clock.Advance(LongestHold + Moment);
        Assert.False(new Comer(turns).Answer);
        _clock.Advance(Moment);
        Assert.True(new Comer(turns).Answer);
    }

    [Fact]
    public void A_crowd_that_goes_leaves_nothing_behind()
    {
        var held = Fill();
        var waiting = Many(MostWaiting);
        RefuseMany();
        foreach (var one in held.Concat(waiting))
            one.Permit.Leave();
        Assert.Equal((0, 0), _turns.Count);
        _clock.Advance(Moment);
        Assert.All(Fill(), one => Assert.True(one.Answer));
    }

    [Fact]
    public void Nobody_is_refused_before_they_are_looked_at_while_there_is_a_place_or_room_must_be_made()
    {
        Fill();
        Many(MostWaiting - 1);
        Assert.False(_turns.IsFull);
        Assert.False(_turns.TryRefuse());
        Come();
        Assert.True(_turns.IsFull);
        Assert.True(_turns.TryRefuse());
        // Who comes now takes the place of who has waited longest.
        _clock.Advance(LongestWait / 2);
        Assert.True(_turns.IsFull);
        Assert.False(_turns.TryRefuse());
    }

    [Fact]
    public void Where_there_is_no_line_whoever_finds_no_permit_is_refused_before_they_are_looked_at()
    {
        using var turns = new Turns(1, 0, LongestWait, LongestHold, inOrder: false, _clock);
        Assert.False(turns.TryRefuse());
        var only = new Comer(turns);
        Assert.True(turns.TryRefuse());
        only.Permit.Leave();
        Assert.False(turns.TryRefuse());
    }

    // Half of them when they have come as far as the gate, half before.
    private void RefuseMany()
    {
        for (var i = 0; i < 25 * Environment.ProcessorCount; i++)
        {
            Assert.True(_turns.TryRefuse());
            Assert.False(Come().Answer);
        }
    }

    private List<Comer> Fill() => Many(Permits);

    private List<Comer> Many(int count) => [.. Enumerable.Range(0, count).Select(_ => Come())];

    private Comer Come() => new(_turns);

    private sealed class Comer
    {
        private readonly Task<bool> _let;

        public Comer(Turns turns)
        {
            Permit = new Permit(turns);
            _let = Permit.EnterAsync().AsTask();
        }

        public Permit Permit { get; }

        /// <summary>Whether it was let in; null: it waits.</summary>
        public bool? Answer => _let.IsCompleted ? _let.Result : null;
    }
}
