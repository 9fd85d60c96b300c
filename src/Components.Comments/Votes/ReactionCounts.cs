using System.Globalization;

namespace Components.Comments.Votes;

/// <summary>How often each reaction was given, as it is kept with the comment: <c>👍 3 🎉 1</c>.</summary>
internal static class ReactionCounts
{
    /// <returns>Null where there are none.</returns>
    public static string? Write(IEnumerable<(string Kind, int Count)> counts)
    {
        var text = string.Join(' ', counts.Where(item => item.Count > 0).Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Kind} {item.Count}")));
        return text.Length == 0 ? null : text;
    }

    public static IReadOnlyDictionary<string, int> Read(string? text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var parts = text?.Split(' ') ?? [];
        for (var i = 0; i + 1 < parts.Length; i += 2)
            if (int.TryParse(parts[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                counts[parts[i]] = count;
        return counts;
    }
}
