using Newtonsoft.Json.Linq;

namespace Components.Contact.Forms;

/// <summary>Reads when something is shown.</summary>
internal static class ConditionReader
{
    public static Condition? Read(JsonPart json, int depth)
    {
        if (depth > Condition.Deepest)
        {
            json.Mistakes.Add(new FormMistake(json.Line, $"Conditions may stand in one another {Condition.Deepest} deep."));
            return null;
        }
        var condition = json.Has("all") ? new Condition.All(ReadList(json, "all", depth))
            : json.Has("any") ? new Condition.Any(ReadList(json, "any", depth))
            : json.Object("not") is { } inner ? Read(inner, depth + 1) is { } of ? new Condition.Not(of) : null
            : ReadField(json);
        json.RefuseOthers("a condition");
        return condition;
    }

    private static Condition? ReadField(JsonPart json)
    {
        var field = json.Text("field", FormItem.LongestName);
        var (equal, other, filled) = (json.Texts("is"), json.Texts("isNot"), json.Has("filled") && json.Flag("filled"));
        if (field is not null && equal.Count > 0)
            return new Condition.Is(field, equal);
        if (field is not null && other.Count > 0)
            return new Condition.Not(new Condition.Is(field, other));
        if (field is not null && json.Has("filled"))
            return filled ? new Condition.Filled(field) : new Condition.Not(new Condition.Filled(field));
        json.Mistakes.Add(new FormMistake(json.Line, "A condition is { \"field\": \"topic\", \"is\": \"bug\" }, with \"isNot\" or \"filled\": true in the place of \"is\", or { \"all\": [ … ] }, { \"any\": [ … ] }, { \"not\": { … } }."));
        return null;
    }

    private static List<Condition> ReadList(JsonPart json, string name, int depth)
    {
        if (json.Get(name) is JArray { Count: 0 })
            json.Mistake(name, $"“{name}” needs at least one condition.");
        return [.. json.Objects(name).Select(part => Read(part, depth + 1)).OfType<Condition>()];
    }
}
