using System.Globalization;
using Components.Contact.Forms;
using Microsoft.Extensions.Localization;

namespace Components.Contact.Builder;

/// <summary>A line's settings, as controls show and send them.</summary>
internal static class ItemSettings
{
    public static SettingValues Of(FormItem item) => new SettingValues()
        .Set("Name", item.Name)
        .Set("Label", item.Label)
        .Set("Help", item.Help)
        .Set("Required", item.Required)
        .Set("MinLength", Written(item.MinLength))
        .Set("MaxLength", Written(item.MaxLength))
        .Set("Min", item.Min)
        .Set("Max", item.Max)
        .Set("Step", item.Step?.ToString(CultureInfo.InvariantCulture))
        .Set("Pattern", item.Pattern)
        .Set("PatternHint", item.PatternHint)
        .Set("Look", item.Look.ToString())
        .Set("Options", ValueLines.WriteOptions(item.Options))
        .Set("Rows", Written(item.Rows))
        .Set("Autocomplete", item.Autocomplete)
        .Set("Value", item.Value)
        .Set("Accept", string.Join(", ", item.Accept))
        .Set("MaxFiles", Written(item.MaxFiles))
        .Set("MaxSize", item.MaxBytes is { } bytes ? ByteSize.WriteExactly(bytes) : null);

    /// <summary>The line that was typed. What it means is not checked here.</summary>
    /// <param name="posted">What was typed.</param>
    /// <param name="before">The line as it was.</param>
    /// <param name="earlier">The fields that a condition can ask about.</param>
    /// <param name="texts">The pack's texts.</param>
    public static FormItem Read(PostedSettings posted, FormItem before, IReadOnlyList<FormItem> earlier, IStringLocalizer texts)
    {
        var item = new FormItem { Type = before.Type, Label = posted.Local("Label", before.Label), Help = posted.Local("Help", before.Help), ShowWhen = ReadCondition(posted, before, earlier, texts) };
        if (!item.IsField)
            return item;
        item = item with { Name = posted.Text("Name"), Required = item.Type != ItemType.Hidden && posted.Flag("Required") };
        return ReadRules(posted, ItemTypes.IsText(item.Type) ? ReadText(posted, item, before) : item, before, texts);
    }

    private static FormItem ReadText(PostedSettings posted, FormItem item, FormItem before)
    {
        item = item with { MinLength = posted.Whole("MinLength"), MaxLength = posted.Whole("MaxLength"), Autocomplete = posted.TextOrNull("Autocomplete") };
        return item.Type == ItemType.LongText
            ? item with { Rows = posted.Whole("Rows") ?? item.Rows }
            : item with { Pattern = posted.TextOrNull("Pattern"), PatternHint = posted.Local("PatternHint", before.PatternHint) };
    }

    private static FormItem ReadRules(PostedSettings posted, FormItem item, FormItem before, IStringLocalizer texts) => item.Type switch
    {
        ItemType.Number => item with { Min = posted.TextOrNull("Min"), Max = posted.TextOrNull("Max"), Step = posted.Number("Step") },
        ItemType.Date => item with { Min = posted.TextOrNull("Min"), Max = posted.TextOrNull("Max"), Autocomplete = before.Autocomplete },
        ItemType.Choice => item with { Look = posted.Choice("Look", ChoiceLook.Radio), Options = ValueLines.ReadOptions(posted.Lines("Options"), before.Options) },
        ItemType.File => item with { Accept = posted.Text("Accept").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), MaxFiles = posted.Whole("MaxFiles") ?? 1, MaxBytes = ReadSize(posted, texts) },
        ItemType.Hidden => item with { Value = posted.Text("Value") },
        _ => item,
    };

    private static long? ReadSize(PostedSettings posted, IStringLocalizer texts)
    {
        if (posted.TextOrNull("MaxSize") is not { } text)
            return null;
        if (ByteSize.TryRead(text, out var bytes))
            return bytes;
        posted.Problems["MaxSize"] = texts["Write a size such as 500 kB or 5 MB."];
        return null;
    }

    private static Condition? ReadCondition(PostedSettings posted, FormItem before, IReadOnlyList<FormItem> earlier, IStringLocalizer texts)
    {
        var (fields, hows, values) = (posted.All("WhenField"), posted.All("WhenHow"), posted.All("WhenValue"));
        var lines = fields.Select((field, at) => new ConditionLine(field, hows.ElementAtOrDefault(at) ?? "", values.ElementAtOrDefault(at) ?? "")).ToList();
        var condition = new ConditionLines(posted.Text("ShowWhen"), lines).ToCondition(earlier, before.ShowWhen, out var isComplete);
        if (!isComplete)
            posted.Problems["ShowWhen"] = texts["Choose a field and write what it must be, in at least one line."];
        return condition;
    }

    private static string? Written(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
