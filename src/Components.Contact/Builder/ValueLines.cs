using System.Text;
using Components.Contact.Forms;

namespace Components.Contact.Builder;

/// <summary>Values in a box, with <c>|</c> between them: options, one a line as <c>value | label | label in Japanese</c>; webhooks, one a line as <c>address | secret</c>.</summary>
internal static class ValueLines
{
    /// <summary>The parts of a line. <c>\|</c> stands for the sign itself.</summary>
    public static List<string> Split(string line)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var at = 0; at < line.Length; at++)
            if (line[at] == '\\' && at + 1 < line.Length && line[at + 1] is '|' or '\\')
                part.Append(line[++at]);
            else if (line[at] == '|')
                Take();
            else
                part.Append(line[at]);
        Take();
        return parts;

        void Take()
        {
            parts.Add(part.ToString().Trim());
            part.Clear();
        }
    }

    public static string Join(IEnumerable<string> parts) => string.Join(" | ", parts.Select(part => part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)));

    public static string WriteOptions(IEnumerable<ChoiceOption> options) => string.Join('\n', options.Select(option => Join(PartsOf(option))));

    /// <param name="lines">The lines that are not empty.</param>
    /// <param name="before">The options before, whose labels in other languages are kept.</param>
    public static IReadOnlyList<ChoiceOption> ReadOptions(IEnumerable<string> lines, IReadOnlyList<ChoiceOption> before) => [.. lines.Select(line =>
    {
        var parts = Split(line);
        var label = TwoLanguages.Read(parts.Count > 1 && parts[1].Length > 0 ? parts[1] : parts[0], parts.ElementAtOrDefault(2) ?? "", before.FirstOrDefault(option => option.Value == parts[0])?.Label);
        return new ChoiceOption(parts[0], label ?? new LocalText(parts[0]));
    })];

    private static string[] PartsOf(ChoiceOption option)
    {
        var (label, japanese) = (TwoLanguages.English(option.Label), TwoLanguages.Japanese(option.Label));
        return japanese.Length > 0 ? [option.Value, label, japanese] : label == option.Value ? [option.Value] : [option.Value, label];
    }
}
