using Newtonsoft.Json.Linq;

namespace Components.Contact.Forms;

/// <summary>Reads one line of a form: a field, a group or a step.</summary>
internal static class ItemReader
{
    private const int MostOptions = 500;

    public static FormItem Read(JsonPart json)
    {
        var type = json.Choice("type", ItemType.Text);
        if (!json.Has("type"))
            json.Mistake("type", $"“type” is missing: {string.Join(", ", Enum.GetValues<ItemType>().Select(known => $"\"{ItemTypes.NameOf(known)}\""))}.");
        var item = new FormItem
        {
            Type = type,
            Line = json.Line,
            Label = json.Local("label", 500),
            Help = json.Local("help", 1000),
            ShowWhen = json.Object("showWhen") is { } condition ? ConditionReader.Read(condition, 1) : null,
        };
        if (item.IsField)
            item = ReadField(json, item);
        json.RefuseOthers($"a field of type \"{ItemTypes.NameOf(type)}\"");
        return item;
    }

    private static FormItem ReadField(JsonPart json, FormItem item)
    {
        item = item with { Name = json.Text("name", FormItem.LongestName) ?? "" };
        if (item.Type == ItemType.Hidden)
            return item with { Value = json.Text("value", 1000) ?? "" };
        item = item with { Required = json.Flag("required") };
        if (ItemTypes.IsText(item.Type))
            item = ReadText(json, item);
        return item.Type switch
        {
            ItemType.Number => item with { Min = json.Bound("min"), Max = json.Bound("max"), Step = ReadStep(json) },
            ItemType.Date => item with { Min = json.Bound("min"), Max = json.Bound("max"), Autocomplete = json.Text("autocomplete") },
            ItemType.Choice => item with { Look = json.Choice("look", ChoiceLook.Radio), Options = ReadOptions(json) },
            ItemType.File => item with { Accept = json.Texts("accept"), MaxFiles = json.Whole("maxFiles", 1, 20) ?? 1, MaxBytes = ReadSize(json) },
            _ => item,
        };
    }

    private static FormItem ReadText(JsonPart json, FormItem item)
    {
        var most = ItemTypes.LongestOf(item.Type) is var usual && item.Type == ItemType.LongText ? 100_000 : usual;
        item = item with
        {
            MinLength = json.Whole("minLength", 0, most),
            MaxLength = json.Whole("maxLength", 1, most),
            Autocomplete = json.Text("autocomplete"),
        };
        return item.Type == ItemType.LongText
            ? item with { Rows = json.Whole("rows", 2, 40) ?? item.Rows }
            : item with { Pattern = json.Text("pattern", 500), PatternHint = json.Local("patternHint", 300) };
    }

    private static decimal? ReadStep(JsonPart json)
    {
        if (json.Get("step") is not { } token)
            return null;
        // A whole number of too many digits is of another type, and no decimal.
        decimal? step = (token as JValue)?.Value switch { long whole => whole, decimal fraction => fraction, _ => null };
        if (step > 0)
            return step;
        json.Mistake("step", "“step” must be a number above 0, without quotes, such as 0.5.");
        return null;
    }

    private static IReadOnlyList<ChoiceOption> ReadOptions(JsonPart json)
    {
        if (json.Get("options") is not JArray list || list.Count is 0 or > MostOptions)
        {
            json.Mistake("options", $"“options” is missing: a list of 1 to {MostOptions} texts, or of {{ \"value\": …, \"label\": … }}.");
            return [];
        }
        return [.. list.Select(option => ReadOption(json, option)).OfType<ChoiceOption>()];
    }

    private static ChoiceOption? ReadOption(JsonPart json, JToken option)
    {
        if (option is JObject body)
        {
            var part = new JsonPart(body, json.Mistakes);
            var value = part.Text("value");
            var label = part.Local("label", 200);
            part.RefuseOthers("an option");
            if (value is { Length: > 0 })
                return new ChoiceOption(value, label ?? new LocalText(value));
        }
        else if (option.Type == JTokenType.String && (string)option! is { Length: > 0 and <= 200 } text)
            return new ChoiceOption(text, new LocalText(text));
        json.Mistakes.Add(new FormMistake(JsonPart.LineOf(option), "An option must be a text of 1 to 200 letters, or { \"value\": \"…\", \"label\": \"…\" }.", option.Path));
        return null;
    }

    private static long? ReadSize(JsonPart json)
    {
        if (json.Text("maxSize") is not { } text)
            return null;
        if (ByteSize.TryRead(text, out var bytes))
            return bytes;
        json.Mistake("maxSize", "“maxSize” must be a size such as \"500 kB\" or \"5 MB\".");
        return null;
    }
}
