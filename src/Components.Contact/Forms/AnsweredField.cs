using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Components.Contact.Forms;

/// <summary>A field as somebody filled it in, with what it was called then: the form may be another by now.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">Its type then.</param>
/// <param name="Label">Its label then, in the sender's language.</param>
/// <param name="Values">What was filled in; of choices, their labels.</param>
public sealed record AnsweredField(
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("t")] ItemType Type,
    [property: JsonPropertyName("l")] string Label,
    [property: JsonPropertyName("v")] IReadOnlyList<string> Values)
{
    // As it stands in the table, Japanese is to be read; it is never written into a page.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    /// <summary>All values as one text.</summary>
    [JsonIgnore]
    public string Text => string.Join(", ", Values);

    /// <summary>Fields as a column keeps them.</summary>
    public static string ToJson(IEnumerable<AnsweredField> fields) => JsonSerializer.Serialize(fields, Json);

    /// <summary>The fields of such a text; none where it is empty.</summary>
    public static IReadOnlyList<AnsweredField> FromJson(string json) => json.Length == 0 ? [] : JsonSerializer.Deserialize<List<AnsweredField>>(json, Json) ?? [];
}
