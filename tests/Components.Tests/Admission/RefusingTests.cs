namespace Components.Tests.Admission;

/// <summary>A line while many are refused.</summary>
public sealed class RefusingTests : TurnsBase
{
    [Fact]
    public void While_refusing_takes_a_good_part_of_the_processors_half_as_many_are_let_in_at_once()
    {
        var held = Fill();
        var waiting = Many(MostWaiting);
        RefuseMany();
        Clock.Advance(Moment / 2);
        held[0].Permit.Leave();
        Assert.Null(waiting[0].Answer);
        held[1].Permit.Leave();
        Assert.Equal((true, null), (waiting[0].Answer, waiting[1].Answer));
        // Nobody was refused since the last look.
        Clock.Advance(Moment / 2);
        Assert.Equal((true, null), (waiting[1].Answer, waiting[2].Answer));
    }

    [Fact]
    public void Nor_can_as_many_wait_then_for_they_would_wait_twice_as_long()
    {
        var held = Fill();
        var waiting = Many(MostWaiting);
        RefuseMany();
        Clock.Advance(Moment / 2);
        // Whoever waits already still does; of the one permit that is left, whoever has waited longest has the next turn.
        held[0].Permit.Leave();
        held[1].Permit.Leave();
        for (var i = 0; i < MostWaiting / 2; i++)
        {
            Assert.True(waiting[i].Answer);
            Assert.False(Come().Answer);
            waiting[i].Permit.Leave();
        }
        Assert.Null(Come().Answer);
    }

    [Fact]
    public void Whoever_has_come_last_goes_first_then_too_where_somebody_waits_long()
    {
        using var turns = Make(inOrder: false, mostWaiting: 32);
        var held = Enumerable.Range(0, Permits).Select(_ => new Comer(turns)).ToList();
        var waiting = Enumerable.Range(0, 32).Select(_ => new Comer(turns)).ToList();
        for (var i = 0; i < 50 * Environment.ProcessorCount; i++)
            Assert.False(new Comer(turns).Answer);
        Clock.Advance(Moment / 2);
        held[0].Permit.Leave();
        // Down to as many as can wait now.
        held[1].Permit.Leave();
        for (var i = 0; i < 15; i++)
            waiting[i].Permit.Leave();
        // Until it is a fifth of the longest wait.
        for (var moments = 0; moments < 8; moments++)
        {
            for (var i = 0; i < 60 * Environment.ProcessorCount; i++)
                Assert.False(new Comer(turns).Answer);
            Clock.Advance(Moment / 2);
        }
        var last = new Comer(turns);
        Assert.Equal((null, false, 16), (last.Answer, waiting[16].Answer, turns.Count.Waiting));
        waiting[15].Permit.Leave();
        Assert.Equal((true, null), (last.Answer, waiting[17].Answer));
    }

    [Fact]
    public void Posts_are_not_halved_since_they_wait_for_other_things_than_the_processors()
    {
        using var posts = Make(inOrder: true);
        var all = Enumerable.Range(0, Permits + MostWaiting).Select(_ => new Comer(posts)).ToList();
        for (var i = 0; i < 50 * Environment.ProcessorCount; i++)
            Assert.False(new Comer(posts).Answer);
        Clock.Advance(Moment / 2);
        all[0].Permit.Leave();
        Assert.True(all[Permits].Answer);
    }

    [Fact]
    public async Task Who_returns_while_many_are_refused_waits_too_and_goes_before_those_who_were_not_in_yet()
    {
        var held = Fill();
        var waiting = Many(MostWaiting);
        RefuseMany();
        Clock.Advance(Moment / 2);
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
        using var turns = Make(inOrder: false, permits: 1, mostWaiting: 0);
        Assert.True(new Comer(turns).Answer);
        Clock.Advance(LongestHold + Moment);
        Assert.False(new Comer(turns).Answer);
        Clock.Advance(Moment);
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
        Assert.Equal((0, 0), Turns.Count);
        Clock.Advance(Moment);
        Assert.All(Fill(), one => Assert.True(one.Answer));
    }

    [Fact]
    public void Nobody_is_refused_before_they_are_looked_at_while_there_is_a_place_or_room_must_be_made()
    {
        Fill();
        Many(MostWaiting - 1);
        Assert.False(Turns.IsFull);
        Assert.False(Turns.TryRefuse());
        Come();
        Assert.True(Turns.IsFull);
        Assert.True(Turns.TryRefuse());
        // Who comes now takes the place of who has waited longest.
        Clock.Advance(LongestWait / 2);
        Assert.True(Turns.IsFull);
        Assert.False(Turns.TryRefuse());
    }

    [Fact]
    public void Where_there_is_no_line_whoever_finds_no_permit_is_refused_before_they_are_looked_at()
    {
        using var turns = Make(inOrder: false, permits: 1, mostWaiting: 0);
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
            Assert.True(Turns.TryRefuse());
            Assert.False(Come().Answer);
        }
    }
}
