using Components.Contact.Forms;

namespace Components.Contact.Builder;

/// <summary>A line of a condition, as the builder asks for it.</summary>
/// <param name="Field">The field that it asks about; empty: the line is not filled in.</param>
/// <param name="How"><c>is</c>, <c>isNot</c>, <c>filled</c> or <c>empty</c>.</param>
/// <param name="Value">One or several values, with <c>|</c> between them.</param>
internal sealed record ConditionLine(string Field, string How, string Value)
{
    public static ConditionLine None { get; } = new("", "is", "");
}

/// <summary>A condition as lines of which all, or any, must hold; what files can say beyond that is kept as it is.</summary>
/// <param name="Mode">Empty: always shown. Else <c>all</c>, <c>any</c> or <c>keep</c>.</param>
/// <param name="Lines">The lines.</param>
internal sealed record ConditionLines(string Mode, IReadOnlyList<ConditionLine> Lines)
{
    public const string Keep = "keep";

    public static ConditionLines Of(Condition? condition) => condition switch
    {
        null => new("", []),
        Condition.All all when LinesOf(all.Of) is { } lines => new("all", lines),
        Condition.Any any when LinesOf(any.Of) is { } lines => new("any", lines),
        _ => LineOf(condition) is { } line ? new("all", [line]) : new(Keep, []),
    };

    /// <summary>The condition that the lines say.</summary>
    /// <param name="fields">The fields that can be asked about; of a choice, labels are taken for their values.</param>
    /// <param name="before">What there was, for <see cref="Keep"/>.</param>
    /// <param name="isComplete">Whether each line that was begun says enough.</param>
    public Condition? ToCondition(IReadOnlyList<FormItem> fields, Condition? before, out bool isComplete)
    {
        isComplete = true;
        if (Mode is not ("all" or "any"))
            return Mode == Keep ? before : null;
        var parts = Lines.Where(line => line.Field.Length > 0).Select(line => ToCondition(line, fields)).ToList();
        isComplete = parts.Count > 0 && parts.TrueForAll(part => part is not null);
        if (!isComplete)
            return null;
        return parts is [{ } only] ? only : Mode == "all" ? new Condition.All([.. parts.OfType<Condition>()]) : new Condition.Any([.. parts.OfType<Condition>()]);
    }

    private static Condition? ToCondition(ConditionLine line, IReadOnlyList<FormItem> fields)
    {
        var values = ValueLines.Split(line.Value).Where(value => value.Length > 0).Select(value => ValueOf(value, fields.FirstOrDefault(field => field.Name == line.Field))).ToList();
        return line.How switch
        {
            "filled" => new Condition.Filled(line.Field),
            "empty" => new Condition.Not(new Condition.Filled(line.Field)),
            "isNot" when values.Count > 0 => new Condition.Not(new Condition.Is(line.Field, values)),
            "is" when values.Count > 0 => new Condition.Is(line.Field, values),
            _ => null,
        };
    }

    private static string ValueOf(string text, FormItem? field) => field is null || field.Options.Any(option => option.Value == text) ? text
        : field.Options.FirstOrDefault(option => option.Label.Texts.Any(label => label.Value == text))?.Value ?? text;

    private static List<ConditionLine>? LinesOf(IReadOnlyList<Condition> parts) =>
        parts.Select(LineOf).ToList() is var lines && lines.TrueForAll(line => line is not null) ? [.. lines.OfType<ConditionLine>()] : null;

    private static ConditionLine? LineOf(Condition condition) => condition switch
    {
        Condition.Is asked => new(asked.Field, "is", ValueLines.Join(asked.Values)),
        Condition.Filled filled => new(filled.Field, "filled", ""),
        Condition.Not { Of: Condition.Is asked } => new(asked.Field, "isNot", ValueLines.Join(asked.Values)),
        Condition.Not { Of: Condition.Filled filled } => new(filled.Field, "empty", ""),
        _ => null,
    };
}
