namespace Goals;

/// <summary>One figure of the table.</summary>
/// <param name="Work">What was done.</param>
/// <param name="What">What is measured of it.</param>
/// <param name="Values">A value for each round.</param>
/// <param name="Unit">What stands behind the number, such as <c>× raw</c>.</param>
/// <param name="Reach">What it should reach; null: it is told for information.</param>
/// <param name="Beyond">What is beyond that; null: nothing.</param>
/// <param name="Remark">What else there is to know about it.</param>
internal sealed record Figure(string Work, string What, Samples Values, string Unit, Limit? Reach = null, Limit? Beyond = null, string Remark = "");

/// <summary>What a figure is held against: at least, or at most, so much.</summary>
internal readonly record struct Limit(double Value, bool IsFloor)
{
    public static Limit AtLeast(double value) => new(value, true);

    public static Limit AtMost(double value) => new(value, false);

    public bool Holds(double value) => IsFloor ? value >= Value : value <= Value;

    public override string ToString() => $"{(IsFloor ? "≥" : "≤")} {Samples.Format(Value)}";
}

/// <summary>What was seen, a value a round.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public Samples(double value) : this([value])
    {
    }

    public double Median => _sorted.Length == 0 ? double.NaN : (_sorted[(_sorted.Length - 1) / 2] + _sorted[_sorted.Length / 2]) / 2;

    /// <summary>The median, and from the lowest to the highest where there are several.</summary>
    public override string ToString() => _sorted.Length > 1 ? $"{Format(Median)} ({Format(_sorted[0])}–{Format(_sorted[^1])})" : Format(Median);

    /// <summary>Three digits that count; large numbers whole.</summary>
    public static string Format(double value) => double.IsNaN(value) ? "–" : Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => $"{value:N0}",
        >= 10 => $"{value:0.0}",
        >= 0.1 => $"{value:0.00}",
        _ => $"{value:0.0000}",
    };
}
