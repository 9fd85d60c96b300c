namespace Components.Data;

/// <summary>Patterns for SQL's <c>LIKE</c> from what somebody typed: <c>%</c>, <c>_</c> and <c>\</c> stand for themselves.</summary>
public static class LikePattern
{
    /// <summary>What the patterns escape by: the third argument of <c>EF.Functions.Like</c>.</summary>
    public const string Escape = "\\";

    /// <summary>The text itself, and nothing else.</summary>
    public static string Of(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>Anything with the text in it.</summary>
    public static string Containing(string text) => $"%{Of(text)}%";
}
