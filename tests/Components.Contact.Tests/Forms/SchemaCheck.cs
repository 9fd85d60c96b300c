using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Components.Contact.Tests.Forms;

/// <summary>As much of JSON Schema as the forms' schema uses; a word that it does not know fails the test.</summary>
internal sealed class SchemaCheck(JObject root)
{
    private static readonly HashSet<string> Notes = ["$schema", "$defs", "$comment", "title", "description", "default", "format", "then"];

    public static IReadOnlyList<string> Problems(JObject schema, string json) => [.. new SchemaCheck(schema).Check(schema, JObject.Parse(json), "")];

    private IEnumerable<string> Check(JToken schema, JToken value, string at) => schema is not JObject words ? [] : words.Properties().SelectMany(word => Check(words, word.Name, word.Value, value, $"{at}/{word.Name}"));

    private IEnumerable<string> Check(JObject schema, string word, JToken rule, JToken value, string at) => word switch
    {
        "$ref" => Check(root.SelectToken(((string)rule!)[2..].Replace('/', '.'))!, value, at),
        "type" => Unless((rule is JArray several ? several.Select(one => (string)one!) : [(string)rule!]).Any(type => IsOf(type, value)), at),
        "enum" => Unless(rule.Any(one => JToken.DeepEquals(one, value)), at),
        "const" => Unless(JToken.DeepEquals(rule, value), at),
        "minimum" => Unless(!IsNumber(value) || (decimal)value >= (decimal)rule, at),
        "maximum" => Unless(!IsNumber(value) || (decimal)value <= (decimal)rule, at),
        "exclusiveMinimum" => Unless(!IsNumber(value) || (decimal)value > (decimal)rule, at),
        "minLength" => Unless(value.Type != JTokenType.String || ((string)value!).Length >= (int)rule, at),
        "maxLength" => Unless(value.Type != JTokenType.String || ((string)value!).Length <= (int)rule, at),
        "pattern" => Unless(value.Type != JTokenType.String || Regex.IsMatch((string)value!, (string)rule!), at),
        "minItems" => Unless(value is not JArray list || list.Count >= (int)rule, at),
        "maxItems" => Unless(value is not JArray longList || longList.Count <= (int)rule, at),
        "items" => value is JArray items ? items.SelectMany((item, number) => Check(rule, item, $"{at}[{number}]")) : [],
        "minProperties" => Unless(value is not JObject body || body.Count >= (int)rule, at),
        "required" => Unless(value is not JObject needing || rule.All(name => needing.ContainsKey((string)name!)), at),
        "properties" => rule.Children<JProperty>().SelectMany(property => value is JObject owner && owner[property.Name] is { } part ? Check(property.Value, part, $"{at}/{property.Name}") : []),
        "propertyNames" => value is JObject named ? named.Properties().SelectMany(property => Check(rule, property.Name, at)) : [],
        "additionalProperties" => value is JObject open ? open.Properties().Where(property => schema["properties"]?[property.Name] is null).SelectMany(property => rule.Type == JTokenType.Boolean ? [$"{at}: {property.Name}"] : Check(rule, property.Value, at)) : [],
        "allOf" => rule.SelectMany((part, number) => Check(part, value, $"{at}[{number}]")),
        "oneOf" => Unless(rule.Count(part => !Check(part, value, at).Any()) == 1, at),
        "if" => Check(rule, value, at).Any() ? [] : Check(schema["then"]!, value, at),
        _ => Notes.Contains(word) ? [] : throw new NotSupportedException($"{at}: this check does not know {word}."),
    };

    private static IEnumerable<string> Unless(bool holds, string at) => holds ? [] : [at];

    private static bool IsNumber(JToken value) => value.Type is JTokenType.Integer or JTokenType.Float;

    private static bool IsOf(string type, JToken value) => type switch
    {
        "object" => value is JObject,
        "array" => value is JArray,
        "string" => value.Type == JTokenType.String,
        "boolean" => value.Type == JTokenType.Boolean,
        "integer" => value.Type == JTokenType.Integer,
        "number" => IsNumber(value),
        _ => throw new NotSupportedException(type),
    };
}
