using System.Globalization;
using Components.Contact.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Components.Contact.Builder;

/// <summary>What was typed into the settings of a form or of one of its lines, and what cannot be read of it.</summary>
internal sealed class PostedSettings(IFormCollection form, IStringLocalizer texts)
{
    /// <summary>What stands behind a name for the same text in Japanese.</summary>
    public const string InJapanese = "Ja";

    /// <summary>What is wrong, by the name of the control.</summary>
    public Dictionary<string, string> Problems { get; } = [];

    public string Text(string name) => form[name].ToString().ReplaceLineEndings(" ").Trim();

    public string? TextOrNull(string name) => Text(name) is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => form[name].Count > 0;

    public IReadOnlyList<string> All(string name) => [.. form[name].Select(text => text?.Trim() ?? "")];

    public List<string> Lines(string name) => [.. Body(name).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public LocalText? Local(string name, LocalText? before) => TwoLanguages.Read(Body(name), Body(name + InJapanese), before);

    public int? Whole(string name)
    {
        if (TextOrNull(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Problems[name] = texts["Write a whole number here."];
        return null;
    }

    public decimal? Number(string name)
    {
        if (TextOrNull(name) is not { } text)
            return null;
        if (FieldRules.TryReadNumber(text, out var number))
            return number;
        Problems[name] = texts["Write a number here, such as 0.5."];
        return null;
    }

    public T Choice<T>(string name, T otherwise) where T : struct, Enum => Enum.TryParse<T>(Text(name), out var choice) && Enum.IsDefined(choice) ? choice : otherwise;

    private string Body(string name) => form[name].ToString().ReplaceLineEndings("\n").Trim();
}
