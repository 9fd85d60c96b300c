namespace Components.Spam;

/// <summary>How often something may be done.</summary>
/// <param name="Count">So many times, at least one.</param>
/// <param name="Within">In this span, which slides.</param>
public readonly record struct RateLimit(int Count, TimeSpan Within)
{
    /// <summary>So many times a minute.</summary>
    public static RateLimit PerMinute(int count) => new(count, TimeSpan.FromMinutes(1));

    /// <summary>So many times an hour.</summary>
    public static RateLimit PerHour(int count) => new(count, TimeSpan.FromHours(1));
}
