using System.Text;

namespace Components.Files;

/// <summary>The names that senders give their files: made safe to show, to send on and to save under.</summary>
public static class FileName
{
    /// <summary>The longest name, in UTF-16 units. Every file system takes it, also in UTF-8.</summary>
    public const int Longest = 80;

    private const int LongestExtension = 10;

    // What Windows, the strictest, does not take in a name.
    private const string Forbidden = "<>:\"|?*%";

    private static readonly HashSet<string> Devices = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" })], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A name without a folder, control and invisible characters, bidirectional controls, what no file system takes, and dots and spaces at its ends; in Unicode's form C; at most
    /// <see cref="Longest"/> UTF-16 units.
    /// </summary>
    /// <returns>Empty where nothing is left.</returns>
    public static string Clean(string sent)
    {
        var (stem, extension) = Split(WithoutFolder(sent));
        return Join(stem, extension);
    }

    /// <summary>
    /// The same with the ending of what the file is: one that says so already stays, another in its place is replaced. <c>cv.pdf.phtml</c> that is a PDF becomes <c>cv.pdf</c>, a PNG called <c>photo.jpg</c>
    /// becomes <c>photo.png</c>.
    /// </summary>
    /// <returns>Never empty: a file without a name is called <c>file</c>.</returns>
    public static string For(string sent, FileKind kind)
    {
        var (stem, extension) = Split(WithoutFolder(sent));
        if (kind.Extensions.Contains(extension.ToLowerInvariant()))
            return Join(stem, extension);
        // What was hidden before the wrong ending may be the right one.
        var (inner, before) = Split(stem);
        return kind.Extensions.Contains(before.ToLowerInvariant()) ? Join(inner, before) : Join(stem, kind.Extensions[0]);
    }

    /// <summary>The ending in lower case, without the dot; empty where it has none.</summary>
    internal static string ExtensionOf(string sent) => Split(WithoutFolder(sent)).Extension.ToLowerInvariant();

    private static string WithoutFolder(string sent)
    {
        // Browsers escape a quotation mark in a header so (HTML, "multipart/form-data encoding algorithm").
        var name = sent.Replace("%22", "\"", StringComparison.Ordinal);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder();
        foreach (var rune in PersonName.Visible(name).Where(rune => rune.Value != ' ' || kept.Length == 0 || kept[^1] != ' '))
            kept.Append(rune.IsAscii && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal) ? new Rune('_') : rune);
        return Trim(kept.ToString().Normalize(NormalizationForm.FormC));
    }

    private static (string Stem, string Extension) Split(string name)
    {
        var dot = name.LastIndexOf('.');
        var extension = name[(dot + 1)..];
        return dot > 0 && extension.Length is > 0 and <= LongestExtension && extension.All(char.IsAsciiLetterOrDigit) ? (Trim(name[..dot]), extension) : (name, "");
    }

    private static string Join(string stem, string extension)
    {
        var ending = extension.Length == 0 ? "" : $".{extension}";
        var most = Longest - ending.Length;
        if (stem.Length > most)
            stem = Trim(stem[..(char.IsHighSurrogate(stem[most - 1]) ? most - 1 : most)]);
        if (stem.Length == 0)
            return ending.Length == 0 ? "" : $"file{ending}";
        return Devices.Contains(stem.Split('.')[0]) ? $"_{stem}{ending}" : stem + ending;
    }

    private static string Trim(string name) => name.Trim().Trim('.', ' ');
}
