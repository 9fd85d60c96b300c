using System.Text;

namespace Components.Fragments;

/// <summary>Names as HTML spells them: <c>page-size</c> or <c>pagesize</c> for <c>PageSize</c>.</summary>
internal static class Spelling
{
    private const int MostMistakes = 3;

    /// <summary>Without what only HTML needs.</summary>
    public static string OfName(string attribute) => attribute.Replace("-", "", StringComparison.Ordinal);

    /// <summary><c>page-size</c> for <c>PageSize</c> and <c>pageSize</c>.</summary>
    public static string OfAttribute(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
            text.Append(char.IsUpper(letter) && text.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        return text.ToString();
    }

    /// <summary>An enum's member by name, in any case, with hyphens or without; null where there is none.</summary>
    public static object? ToMember(Type type, string text) =>
        Array.Find(Enum.GetNames(type), member => member.Equals(OfName(text), StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse(type, name) : null;

    /// <summary>What somebody who wrote this may have meant; null where nothing is near.</summary>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        var best = known.Select(name => (Name: name, Distance: Distance(written.ToLowerInvariant(), name))).OrderBy(candidate => candidate.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Min(MostMistakes, best.Name.Length / 2) ? best.Name : null;
    }

    // Levenshtein's: how many letters must be added, dropped or changed.
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > MostMistakes)
            return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var before = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (before, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, before + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[b.Length];
    }
}
