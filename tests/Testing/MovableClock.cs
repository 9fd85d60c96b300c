namespace Testing;

/// <summary>The system's clock, put forward by hand. Timers tick as ever: only what time it is changes.</summary>
public sealed class MovableClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
