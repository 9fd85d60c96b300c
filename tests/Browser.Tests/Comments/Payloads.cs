using System.Globalization;
using System.Text.RegularExpressions;
using Testing;

namespace Browser.Tests.Comments;

/// <summary>What an attacker might write, one a line of a file. What runs calls <c>__hit()</c>, what asks elsewhere asks <c>hit.example</c>.</summary>
internal static partial class Payloads
{
    public static IReadOnlyList<string> All { get; } =
        [.. File.ReadLines(Repository.PathOf("tests/Browser.Tests/Comments/payloads.txt")).Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)).Select(Read)];

    private static string Read(string line) => Escape().Replace(line, escape => escape.Value[1] switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        'x' => char.ConvertFromUtf32(int.Parse(escape.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
        _ => "\\",
    });

    [GeneratedRegex(@"\\(?:[nrt\\]|x\{([0-9A-F]+)\})")]
    private static partial Regex Escape();
}
