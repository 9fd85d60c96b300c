using System.Globalization;
using System.Text.RegularExpressions;

namespace Components.Languages;

/// <summary>
/// Which form a language's texts take beside a number. Written as in the Unicode CLDR (UTS 35, part 3, "Language plural rules"), so that a rule can be copied from there: forms with their
/// conditions, such as <c>one: n % 10 = 1 and n % 100 != 11; few: n % 10 = 2..4 and n % 100 != 12..14</c>. The first condition that holds names the form; else it is <c>other</c>. Only whole
/// numbers are counted.
/// </summary>
internal sealed partial class PluralRule
{
    /// <summary>The key of a language's rule among its texts.</summary>
    public const string Key = "|plural";

    private static readonly string[] Known = ["zero", "one", "two", "few", "many"];
    private readonly List<(string Form, Relation[][] AnyOf)> _forms = [];

    /// <summary>The forms besides <c>other</c>.</summary>
    public IEnumerable<string> Forms => _forms.Select(form => form.Form);

    /// <exception cref="FormatException">It is no rule; the message says where.</exception>
    public static PluralRule Parse(string text)
    {
        var rule = new PluralRule();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            rule.Add(part);
        return rule;
    }

    /// <summary>The form beside a number: <c>zero</c>, <c>one</c>, <c>two</c>, <c>few</c>, <c>many</c>; null: <c>other</c>.</summary>
    public string? FormOf(long number)
    {
        // The smallest number has no opposite; its last digits count like those of its neighbour's.
        var n = Math.Abs(Math.Max(number, -long.MaxValue));
        return _forms.FirstOrDefault(form => form.AnyOf.Any(all => all.All(relation => relation.Holds(n)))).Form;
    }

    private void Add(string part)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        var form = colon < 0 ? part : part[..colon].TrimEnd();
        if (!Known.Contains(form))
            throw new FormatException($"'{form}' is no form: each begins with one of {string.Join(", ", Known)}, and a colon ('other' is what is left, and has no condition).");
        if (_forms.Any(other => other.Form == form))
            throw new FormatException($"'{form}' is there twice.");
        if (colon < 0)
            throw new FormatException($"'{form}' has no condition: write a colon and, for example, n = 1 behind it.");
        // CLDR's files list examples behind the condition.
        var condition = part[(colon + 1)..].Split('@')[0];
        _forms.Add((form, [.. Or().Split(condition).Select(all => And().Split(all).Select(Relation.Parse).ToArray())]));
    }

    [GeneratedRegex(@"\bor\b")]
    private static partial Regex Or();

    [GeneratedRegex(@"\band\b")]
    private static partial Regex And();

    // A whole number is its own n and i; it has no digits behind the point and no exponent, which is what the other letters count.
    [GeneratedRegex(@"^\s*(?<operand>[nivwftce])\s*(?:%\s*(?<modulus>\d{1,9})\s*)?(?<not>!?)=\s*(?<range>\d{1,9}(?:\s*\.\.\s*\d{1,9})?)(?:\s*,\s*(?<range>\d{1,9}(?:\s*\.\.\s*\d{1,9})?))*\s*$")]
    private static partial Regex Written();

    private sealed record Relation(bool IsNumber, long? Modulus, bool Negated, (long From, long To)[] Ranges)
    {
        public static Relation Parse(string text)
        {
            var written = Written().Match(text);
            if (!written.Success)
                throw new FormatException($"'{text.Trim()}' is no condition: write one such as n = 1, n != 0, n % 10 = 2..4 or n % 100 = 11, 12.");
            var modulus = written.Groups["modulus"] is { Success: true } given ? Number(given.Value) : (long?)null;
            if (modulus == 0)
                throw new FormatException($"'{text.Trim()}' divides by nothing.");
            return new Relation(written.Groups["operand"].Value is "n" or "i", modulus, written.Groups["not"].Length > 0, [.. written.Groups["range"].Captures.Select(range => Range(range.Value, text))]);
        }

        public bool Holds(long number)
        {
            var operand = IsNumber ? number : 0;
            var value = operand % (Modulus ?? long.MaxValue);
            return Ranges.Any(range => range.From <= value && value <= range.To) != Negated;
        }

        private static (long From, long To) Range(string range, string text)
        {
            var ends = range.Split("..");
            var (from, to) = (Number(ends[0]), Number(ends[^1]));
            return from <= to ? (from, to) : throw new FormatException($"'{text.Trim()}': nothing lies in {range}.");
        }

        private static long Number(string digits) => long.Parse(digits, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }
}
