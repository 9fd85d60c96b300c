using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Components.Contact.Forms;

/// <summary>Writes a form as a file would hold it: <see cref="FormReader"/> reads the same form from it. What is as it would be anyway is left out.</summary>
public static partial class FormWriter
{
    /// <summary>The definition as JSON, indented, ready to be saved as <c>{id}.json</c>.</summary>
    /// <param name="form">The form.</param>
    public static string Write(FormDefinition form)
    {
        var json = new JObject { ["title"] = Local(form.Title) };
        Add(json, "subject", form.SubjectField);
        Add(json, "to", form.To.Count == 1 ? form.To[0] : List(form.To));
        json["fields"] = new JArray(form.Items.Select(Write));
        Add(json, "button", Local(form.Button));
        Add(json, "after", AfterOf(form.After));
        Add(json, "autoReply", ReplyOf(form));
        Add(json, "attachFiles", form.AttachFiles ? true : null);
        Add(json, "webhooks", List(form.Webhooks.Select(HookOf)));
        Add(json, "keepDays", form.KeepDays);
        return json.ToString(Formatting.Indented);
    }

    private static JObject Write(FormItem item)
    {
        var json = new JObject { ["type"] = Camel(item.Type.ToString()) };
        Add(json, "name", item.IsField ? item.Name : null);
        Add(json, "label", Local(item.Label));
        Add(json, "help", Local(item.Help));
        Add(json, "required", item.Required ? true : null);
        AddRules(json, item);
        Add(json, "showWhen", item.ShowWhen is null ? null : ConditionJson.ToJson(item.ShowWhen));
        return json;
    }

    private static void AddRules(JObject json, FormItem item)
    {
        var usual = new FormItem { Type = item.Type };
        Add(json, "minLength", item.MinLength);
        Add(json, "maxLength", item.MaxLength);
        Add(json, "min", Bound(item.Min));
        Add(json, "max", Bound(item.Max));
        Add(json, "step", item.Step);
        Add(json, "pattern", item.Pattern);
        Add(json, "patternHint", Local(item.PatternHint));
        Add(json, "rows", item.Rows == usual.Rows ? null : item.Rows);
        Add(json, "autocomplete", item.Autocomplete);
        Add(json, "value", item.Value.Length == 0 ? null : item.Value);
        Add(json, "look", item.Look == usual.Look ? null : Camel(item.Look.ToString()));
        Add(json, "options", List(item.Options.Select(OptionOf)));
        Add(json, "accept", List(item.Accept));
        Add(json, "maxFiles", item.MaxFiles == usual.MaxFiles ? null : item.MaxFiles);
        Add(json, "maxSize", item.MaxBytes is { } bytes ? ByteSize.WriteExactly(bytes) : null);
    }

    private static JToken OptionOf(ChoiceOption option) => option.Label.Equals(new LocalText(option.Value))
        ? option.Value
        : new JObject { ["value"] = option.Value, ["label"] = Local(option.Label) };

    private static JObject? AfterOf(AfterSending after)
    {
        var json = new JObject();
        Add(json, "flash", Local(after.Flash));
        Add(json, "then", after.Then == AfterSendingAct.Hide ? null : Camel(after.Then.ToString()));
        Add(json, "page", after.Page);
        return json.Count == 0 ? null : json;
    }

    private static JToken? ReplyOf(FormDefinition form)
    {
        if (!form.AutoReply)
            return null;
        var json = new JObject();
        Add(json, "subject", Local(form.ReplySubject));
        Add(json, "text", Local(form.ReplyText));
        return json.Count == 0 ? true : json;
    }

    private static JObject HookOf(FormWebhook hook)
    {
        var json = new JObject { ["url"] = hook.Url };
        Add(json, "secret", hook.Secret);
        return json;
    }

    private static JToken? Local(LocalText? text) => text is null ? null
        : text.IsForEverybody ? text.Texts[0].Value
        : new JObject(text.Texts.Select(one => new JProperty(one.Key, one.Value)));

    // As a number where it comes back letter by letter, and in quotes where it does not.
    private static JToken? Bound(string? bound) => bound is null ? null : PlainNumber().IsMatch(bound) ? new JRaw(bound) : bound;

    private static JArray? List(IEnumerable<JToken> parts) => new JArray(parts) is { Count: > 0 } list ? list : null;

    private static JArray? List(IEnumerable<string> texts) => List(texts.Select(text => (JToken)text));

    private static void Add(JObject json, string name, JToken? value)
    {
        if (value is not (null or JValue { Value: null }))
            json[name] = value;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"\A(?:0|-?[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?\z")]
    private static partial Regex PlainNumber();
}
