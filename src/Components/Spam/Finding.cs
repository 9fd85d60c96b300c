using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Components.Packs;
using Microsoft.Extensions.Localization;

namespace Components.Spam;

/// <summary>What a rule has against a submission. Holds a key and its arguments and no sentence, so that it can be kept, and read later in the reader's own language.</summary>
/// <param name="Rule">The rule that says so: its id.</param>
/// <param name="Verdict">What is to be done.</param>
/// <param name="Text">The key of a text: the English sentence, with places such as <c>{0}</c>.</param>
/// <param name="Arguments">What goes into the places.</param>
public sealed record Finding(
    [property: JsonPropertyName("r")] string Rule,
    [property: JsonPropertyName("v")] SpamVerdict Verdict,
    [property: JsonPropertyName("t")] string Text,
    [property: JsonPropertyName("a")] IReadOnlyList<string> Arguments)
{
    // As it stands in the table, Japanese is to be read; it is never written into a page.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The sentence in the language of the current request.</summary>
    /// <param name="services">The request's services, for the core's own texts.</param>
    /// <param name="own">The texts of a pack that has rules of its own; what is missing there is looked up in the core's. Null: only the core's.</param>
    public string In(IServiceProvider services, IStringLocalizer? own = null)
    {
        var texts = own?[Text] is { ResourceNotFound: false } ? own : CoreTexts.In(services);
        try
        {
            return texts[Text, [.. Arguments.Select(Counted)]];
        }
        catch (FormatException)
        {
            // Kept by an older version, whose text had other places.
            return texts[Text];
        }
    }

    // Kept as texts; it takes a number to choose the form of a text.
    private static object Counted(string argument) =>
        int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == argument ? number : argument;

    /// <summary>Findings as one short text, for a column. Empty where there are none.</summary>
    public static string ToJson(IEnumerable<Finding> findings)
    {
        var all = findings.ToArray();
        return all.Length == 0 ? "" : JsonSerializer.Serialize(all, Json);
    }

    /// <summary>As many findings as there is room for, the first ones, as one text. Null: there are none, or not even one has room.</summary>
    /// <param name="findings">The strongest first.</param>
    /// <param name="longest">The column's length, in UTF-16 units.</param>
    public static string? ToJson(IReadOnlyList<Finding> findings, int longest)
    {
        for (var count = findings.Count; count > 0; count--)
            if (ToJson(findings.Take(count)) is var json && json.Length <= longest)
                return json;
        return null;
    }

    /// <summary>The findings of such a text; none where it is null, empty or not one of ours.</summary>
    public static IReadOnlyList<Finding> FromJson(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return [];
        try
        {
            var all = JsonSerializer.Deserialize<Finding?[]>(json, Json) ?? [];
            return [.. all.Where(finding => finding is { Rule: not null, Text: not null, Arguments: not null }).Select(finding => finding!)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public bool Equals(Finding? other) =>
        other is not null && (Rule, Verdict, Text) == (other.Rule, other.Verdict, other.Text) && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rule, Verdict, Text, Arguments.Count);
}

/// <summary>What is to be done with a submission; the higher wins.</summary>
public enum SpamVerdict
{
    /// <summary>It is kept, and shown once a moderator has approved it.</summary>
    Hold = 1,

    /// <summary>It is kept among the spam, where it can be looked at and taken back out.</summary>
    Spam = 2,

    /// <summary>It is not taken, and its author is told so.</summary>
    Refuse = 3,
}
