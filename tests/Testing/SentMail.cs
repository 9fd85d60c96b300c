using System.Text;
using System.Text.RegularExpressions;

namespace Testing;

/// <summary>A mail as a mail program reads it: headers unfolded and decoded (RFC 2047), body decoded.</summary>
public sealed partial class SentMail
{
    private readonly List<(string Name, string Value)> _headers = [];

    public SentMail(string raw)
    {
        var parts = raw.ReplaceLineEndings("\n").Split("\n\n", 2);
        foreach (var line in Folded().Replace(parts[0], " ").Split('\n'))
            _headers.Add((line.Split(':')[0], Decode(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())));
        Body = Header("Content-Transfer-Encoding") switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])),
            "8bit" => parts[1],
            _ => QuotedPrintable(parts[1]),
        };
    }

    public string Body { get; }

    public IEnumerable<string> Names => _headers.Select(header => header.Name);

    public string? Header(string name) => _headers.SingleOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string Decode(string value) => EncodedWord().Replace(Between().Replace(value, "?=$1"), word => word.Groups[1].Value is "B" or "b"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value))
        : QuotedPrintable(word.Groups[2].Value.Replace('_', ' ')));

    private static string QuotedPrintable(string text) =>
        Escapes().Replace(text.Replace("=\n", "", StringComparison.Ordinal), run => Encoding.UTF8.GetString(Convert.FromHexString(run.Value.Replace("=", "", StringComparison.Ordinal))));

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"\?=\s+(=\?)")]
    private static partial Regex Between();

    [GeneratedRegex(@"=\?utf-8\?([bqBQ])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex("(=[0-9A-Fa-f]{2})+")]
    private static partial Regex Escapes();
}
