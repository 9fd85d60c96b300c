using Components.Contact.Forms;

namespace Components.Contact.Builder;

/// <summary>Which control of the builder a mistake of a definition belongs to.</summary>
internal static class BuilderPaths
{
    /// <summary>The line that a mistake is about; null: it is about the whole.</summary>
    public static int? LineOf(FormMistake mistake) =>
        mistake.Path.StartsWith("fields[", StringComparison.Ordinal) && int.TryParse(mistake.Path[7..mistake.Path.IndexOf(']', StringComparison.Ordinal)], out var at) ? at : null;

    /// <summary>Of the settings of a line; null: it belongs to none of them.</summary>
    public static string? ControlOfItem(FormMistake mistake, int at) =>
        mistake.Path.StartsWith($"fields[{at}].", StringComparison.Ordinal) ? Control(FirstPart(mistake.Path[(mistake.Path.IndexOf('.', StringComparison.Ordinal) + 1)..])) : null;

    /// <summary>Of the settings of the whole form; null: it belongs to none of them.</summary>
    public static string? ControlOfWhole(FormMistake mistake) => FirstPart(mistake.Path) switch
    {
        "" or "fields" => null,
        "after" => Control(LastPart(mistake.Path)),
        "autoReply" when mistake.Path.Contains('.', StringComparison.Ordinal) => $"Reply{Control(LastPart(mistake.Path))}",
        var part => Control(part),
    };

    private static string FirstPart(string path) => path.Split('.', '[')[0];

    // Of a text in several languages, the text.
    private static string LastPart(string path) => path.Split('.')[1];

    private static string Control(string part) => char.ToUpperInvariant(part[0]) + part[1..];
}
