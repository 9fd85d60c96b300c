using System.Globalization;

namespace Components.Contact.Forms;

/// <summary>A number of bytes as people write it: <c>500 kB</c>, <c>5 MB</c>.</summary>
internal static class ByteSize
{
    private static readonly (string Unit, long Factor)[] Units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000), ("B", 1)];

    public static bool TryRead(string text, out long bytes)
    {
        bytes = 0;
        text = text.Trim();
        foreach (var (unit, factor) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
                continue;
            if (!decimal.TryParse(text[..^unit.Length].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number <= 0 || number > 10_000)
                return false;
            bytes = (long)(number * factor);
            return bytes > 0;
        }
        return false;
    }

    public static string Write(long bytes)
    {
        var (unit, factor) = Units.First(unit => bytes >= unit.Factor || unit.Factor == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)bytes / factor:0.##} {unit}");
    }

    /// <summary>So that <see cref="TryRead"/> reads the same number from it.</summary>
    public static string WriteExactly(long bytes)
    {
        var (unit, factor) = Units.First(unit => bytes >= unit.Factor || unit.Factor == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)bytes / factor:0.#########} {unit}");
    }
}
