using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Components.Contact.Forms;

/// <summary>Writes a condition as definitions and the form's script have it.</summary>
internal static class ConditionJson
{
    public static string Write(Condition condition) => ToJson(condition).ToString(Formatting.None);

    public static JObject ToJson(Condition condition) => condition switch
    {
        Condition.Is asked => new JObject { ["field"] = asked.Field, ["is"] = new JArray(asked.Values) },
        Condition.Filled filled => new JObject { ["field"] = filled.Field, ["filled"] = true },
        Condition.Not not => new JObject { ["not"] = ToJson(not.Of) },
        Condition.All all => new JObject { ["all"] = new JArray(all.Of.Select(ToJson)) },
        Condition.Any any => new JObject { ["any"] = new JArray(any.Of.Select(ToJson)) },
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };
}
