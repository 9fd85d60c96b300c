using System.Globalization;

namespace Components.Fragments;

/// <summary>A span of time as people write it in a tag: <c>500ms</c>, <c>30s</c>, <c>1.5m</c>, <c>2h</c>, or <c>00:00:30</c>.</summary>
internal static class Duration
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];

    // Beyond it, nobody means what they wrote.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <returns>False where it is no such text, not more than zero, or longer than a day.</returns>
    public static bool TryParse(string text, out TimeSpan span)
    {
        text = text.Trim();
        foreach (var (unit, milliseconds) in Units)
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
                && number * milliseconds <= Longest.TotalMilliseconds)
            {
                span = TimeSpan.FromMilliseconds(number * milliseconds);
                return span > TimeSpan.Zero;
            }
        return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out span) && span > TimeSpan.Zero && span <= Longest;
    }
}
