using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Components.Contact.Forms;

/// <summary>An object of a definition that notes what is wrong with it, with the line, and reads on, so that an owner learns of all mistakes at once.</summary>
internal sealed class JsonPart(JObject json, List<FormMistake> mistakes)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal) { "$schema", "$comment" };

    public int Line => LineOf(json);

    public List<FormMistake> Mistakes => mistakes;

    public bool Has(string name) => Get(name) is not null;

    public void Mistake(string name, string text) => mistakes.Add(new FormMistake(LineOfPart(name), text, json.Path.Length == 0 ? name : $"{json.Path}.{name}"));

    /// <summary>What nobody has asked for is a slip of the owner's, such as "requred".</summary>
    public void RefuseOthers(string what)
    {
        foreach (var property in json.Properties().Where(property => !_known.Contains(property.Name)))
            mistakes.Add(new FormMistake(LineOf(property), $"“{property.Name}” is not known in {what}; known are: {string.Join(", ", _known.Where(name => name[0] != '$').Order(StringComparer.Ordinal))}.", property.Path));
    }

    public JToken? Get(string name)
    {
        _known.Add(name);
        return json[name] is { Type: not JTokenType.Null } token ? token : null;
    }

    public string? Text(string name, int longest = 200)
    {
        if (Get(name) is not { } token)
            return null;
        if (token.Type != JTokenType.String)
            return Wrong<string>(token, $"“{name}” must be a text in quotes.");
        var text = (string)token!;
        return text.Length <= longest ? text : Wrong<string>(token, $"“{name}” is too long: {text.Length} letters; at most {longest}.");
    }

    public bool Flag(string name)
    {
        if (Get(name) is not { } token)
            return false;
        return token.Type == JTokenType.Boolean ? (bool)token : Wrong<bool>(token, $"“{name}” must be true or false, without quotes.");
    }

    public int? Whole(string name, int least, int most)
    {
        if (Get(name) is not { } token)
            return null;
        if (token.Type == JTokenType.Integer && ((JValue)token).Value is long number && number >= least && number <= most)
            return (int)number;
        return Wrong<int?>(token, string.Create(CultureInfo.InvariantCulture, $"“{name}” must be a whole number from {least} to {most}, without quotes."));
    }

    /// <summary>A number or a text, as the text that it is.</summary>
    public string? Bound(string name)
    {
        if (Get(name) is not JValue { Type: JTokenType.Integer or JTokenType.Float or JTokenType.String } value)
            return Has(name) ? Wrong<string>(Get(name)!, $"“{name}” must be a number, or a date such as \"2026-01-31\".") : null;
        return Convert.ToString(value.Value, CultureInfo.InvariantCulture);
    }

    public T Choice<T>(string name, T otherwise) where T : struct, Enum
    {
        if (Get(name) is not { } token)
            return otherwise;
        if (token.Type == JTokenType.String && Enum.GetNames<T>().FirstOrDefault(known => known.Equals((string)token!, StringComparison.OrdinalIgnoreCase)) is { } found)
            return Enum.Parse<T>(found);
        return Wrong(token, $"“{name}” must be one of: {string.Join(", ", Enum.GetNames<T>().Select(known => $"\"{known.ToLowerInvariant()}\""))}.", otherwise);
    }

    public LocalText? Local(string name, int longest = 2000)
    {
        if (Get(name) is not { } token)
            return null;
        if (token.Type == JTokenType.String)
            return Text(name, longest) is { } text ? new LocalText(text) : null;
        if (token is not JObject { Count: > 0 } byLanguage || byLanguage.Properties().Any(text => text.Value.Type != JTokenType.String))
            return Wrong<LocalText>(token, $"“{name}” must be a text in quotes, or one for each language, such as {{ \"en\": \"…\", \"ja\": \"…\" }}.");
        if (byLanguage.Properties().FirstOrDefault(text => !IsLanguage(text.Name)) is { } strange)
            return Wrong<LocalText>(strange, $"“{strange.Name}” is not a language; write en, ja or pt-BR.");
        return byLanguage.Properties().FirstOrDefault(text => ((string)text.Value!).Length > longest) is { } tooLong
            ? Wrong<LocalText>(tooLong, $"“{name}” is too long; at most {longest} letters.")
            : LocalText.Of(byLanguage.Properties().Select(text => KeyValuePair.Create(text.Name, (string)text.Value!)));
    }

    /// <summary>One text, or a list of them.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Get(name) is not { } token)
            return [];
        var tokens = token is JArray list ? [.. list] : new[] { token };
        if (Array.TrueForAll(tokens, text => text.Type == JTokenType.String))
            return [.. tokens.Select(text => (string)text!)];
        return Wrong<IReadOnlyList<string>>(token, $"“{name}” must be a text in quotes, or a list of such: [\"…\", \"…\"].", []);
    }

    public IEnumerable<JsonPart> Objects(string name)
    {
        if (Get(name) is not { } token)
            yield break;
        if (token is not JArray list)
        {
            Mistake(name, $"“{name}” must be a list: [ … ].");
            yield break;
        }
        foreach (var part in list)
            if (part is JObject child)
                yield return new JsonPart(child, mistakes);
            else
                mistakes.Add(new FormMistake(LineOf(part), $"Each part of “{name}” must be an object: {{ … }}.", part.Path));
    }

    public JsonPart? Object(string name) => Get(name) switch
    {
        null => null,
        JObject child => new JsonPart(child, mistakes),
        var other => Wrong<JsonPart>(other, $"“{name}” must be an object: {{ … }}."),
    };

    public static int LineOf(JToken token) => ((IJsonLineInfo)token).LineNumber;

    private int LineOfPart(string name) => json[name] is { } part ? LineOf(part) : Line;

    private static bool IsLanguage(string name) => name.Length is >= 2 and <= 20 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private T Wrong<T>(JToken token, string text, T instead = default!)
    {
        mistakes.Add(new FormMistake(LineOf(token), text, token.Path));
        return instead;
    }
}
