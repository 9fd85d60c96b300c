using System.Net.Mail;
using Components.Webhooks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Components.Contact.Forms;

/// <summary>Reads a form's definition: JSON as <c>form.schema.json</c> says, comments and commas too many forgiven.</summary>
public static class FormReader
{
    /// <summary>The most that a definition may have, in UTF-16 units.</summary>
    public const int LongestJson = 200_000;

    /// <summary>The most lines (fields, groups and steps) that a form may have.</summary>
    public const int MostItems = 200;

    private const int MostReceivers = 20;
    private const int MostWebhooks = 10;
    private const int Deepest = 20;
    private static readonly JsonLoadSettings Strict = new() { LineInfoHandling = LineInfoHandling.Load, DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error, CommentHandling = CommentHandling.Ignore };

    /// <summary>Reads a definition.</summary>
    /// <param name="id">The form's id; of a file, its name.</param>
    /// <param name="text">JSON.</param>
    /// <returns>The form, or all that is wrong with it.</returns>
    public static FormReading Read(string id, string text) => ReadDraft(id, text) is var reading && reading.Mistakes.Count == 0 ? reading : reading with { Form = null };

    /// <summary>As <see cref="Read(string, string)"/>, but the form is there also where something is wrong with it, as far as it can be read: for who is still at work on it.</summary>
    internal static FormReading ReadDraft(string id, string text)
    {
        if (!IsId(id))
            return Failed(0, $"“{id}” cannot be a form's id: lower-case letters, digits and hyphens, at most {FormItem.LongestName}, a letter first.");
        if (text.Length > LongestJson)
            return Failed(0, $"It has {text.Length} letters; at most {LongestJson}.");
        var mistakes = new List<FormMistake>();
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { MaxDepth = Deepest, DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
            if (JToken.Load(reader, Strict) is not JObject json)
                return Failed(1, "A form is an object: { \"title\": …, \"fields\": [ … ] }.");
            // Throws where something comes after the end.
            while (reader.Read())
            {
            }
            var form = Read(id, new JsonPart(json, mistakes));
            FormCheck.Check(form, mistakes);
            return new FormReading(form, [.. mistakes.Distinct().OrderBy(mistake => mistake.Line)]);
        }
        catch (JsonReaderException e)
        {
            return Failed(e.LineNumber, $"This is not JSON: {e.Message.Split(" Path ")[0]}");
        }
        catch (JsonException e)
        {
            return Failed(0, $"This is not JSON: {e.Message}");
        }
    }

    /// <summary>Whether a text can be a form's id.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= FormItem.LongestName } && char.IsAsciiLetterLower(text[0]) && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static FormReading Failed(int line, string text) => new(null, [new FormMistake(line, text)]);

    private static FormDefinition Read(string id, JsonPart json)
    {
        var (autoReply, replySubject, replyText) = ReadAutoReply(json);
        var form = new FormDefinition
        {
            Id = id,
            Title = json.Local("title", 200) ?? new LocalText(id),
            Items = [.. json.Objects("fields").Take(MostItems + 1).Select(ItemReader.Read)],
            Button = json.Local("button", 100),
            To = json.Texts("to"),
            SubjectField = json.Text("subject"),
            After = json.Object("after") is { } after ? ReadAfter(after) : new AfterSending(),
            AutoReply = autoReply,
            ReplySubject = replySubject,
            ReplyText = replyText,
            AttachFiles = json.Flag("attachFiles"),
            Webhooks = ReadWebhooks(json),
            KeepDays = json.Whole("keepDays", 1, 36_500),
        };
        if (!json.Has("title"))
            json.Mistake("title", "“title” is missing: what the form is called.");
        if (form.Items.Count > MostItems || (form.Items.Count == 0 && json.Get("fields") is null or JArray { Count: 0 }))
            json.Mistake("fields", form.Items.Count == 0 ? "“fields” is missing: a list of at least one field." : $"A form has at most {MostItems} fields, groups and steps.");
        if (form.To.Count > MostReceivers || form.To.Any(address => !IsAddress(address)))
            json.Mistake("to", $"“to” must be an e-mail address, or a list of at most {MostReceivers}.");
        json.RefuseOthers("a form");
        return form;
    }

    private static (bool, LocalText?, LocalText?) ReadAutoReply(JsonPart json)
    {
        if (json.Get("autoReply") is not JObject)
            return (json.Flag("autoReply"), null, null);
        var part = json.Object("autoReply")!;
        var (subject, text) = (part.Local("subject", 200), part.Local("text", 5000));
        part.RefuseOthers("“autoReply”");
        return (true, subject, text);
    }

    private static AfterSending ReadAfter(JsonPart json)
    {
        var after = new AfterSending { Flash = json.Local("flash", 500), Then = json.Choice("then", AfterSendingAct.Hide), Page = json.Text("page", 500) };
        if (after.Then == AfterSendingAct.Go && !LocalUrl.IsLocal(after.Page))
            json.Mistake("page", "“page” must be a path of this site, such as \"/thanks\", where \"then\" is \"go\".");
        json.RefuseOthers("“after”");
        return after;
    }

    private static List<FormWebhook> ReadWebhooks(JsonPart json)
    {
        var hooks = json.Objects("webhooks").Select(part =>
        {
            var hook = new FormWebhook(part.Text("url", 2000) ?? "", part.Text("secret", 100));
            if (!OutboxCall.TryReadUrl(hook.Url, out _))
                part.Mistake("url", "“url” must be an http or https address, without a password.");
            if (hook.Secret is not null && !OutboxCall.IsName(hook.Secret))
                part.Mistake("secret", "“secret” is the name of a key, not the key itself: lower-case letters, digits, and . _ - between them.");
            part.RefuseOthers("a webhook");
            return hook;
        }).ToList();
        if (hooks.Count > MostWebhooks)
            json.Mistake("webhooks", $"A form has at most {MostWebhooks} webhooks.");
        return hooks;
    }

    internal static bool IsAddress(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && text.Length <= 254 && !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is ',' or ';' or '"' or '(' or '<');
}
