using System.Text.RegularExpressions;
using Components.Contact.Forms;
using Newtonsoft.Json.Linq;
using Testing;

namespace Components.Contact.Tests.Forms;

public sealed partial class FormSchemaTests
{
    private static readonly JObject Schema = JObject.Parse(FormStore.Schema);

    public static TheoryData<string> Samples => [.. Directory.GetFiles(Repository.PathOf("docs/contact/forms"), "*.json").Select(file => Path.GetFileName(file))];

    public static TheoryData<ItemType> Types => [.. Enum.GetValues<ItemType>()];

    [Theory, MemberData(nameof(Samples))]
    public void Each_sample_of_the_docs_is_a_form_and_fits_the_schema(string file)
    {
        var text = File.ReadAllText(Repository.PathOf($"docs/contact/forms/{file}"));
        var reading = FormReader.Read(Path.GetFileNameWithoutExtension(file), text);
        Assert.Empty(reading.Mistakes);
        Assert.Empty(SchemaCheck.Problems(Schema, text));
        Assert.All(reading.Form!.Fields.Where(field => field.Label is not null), field => Assert.Equal(["en", "ja"], field.Label!.Texts.Select(one => one.Key)));
    }

    [Fact]
    public void What_is_a_form_fits_the_schema()
    {
        for (var seed = 0; seed < 200; seed++)
            Assert.Empty(SchemaCheck.Problems(Schema, FormWriter.Write(new RandomForm(seed).Make())));
    }

    [Theory]
    [InlineData("""{ "fields": [{ "type": "text", "name": "a", "label": "A" }] }""")]
    [InlineData("""{ "title": "A", "fields": [] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "txt", "name": "a", "label": "A" }] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "text", "name": "a", "label": "A", "requred": true }] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "text", "name": "1", "label": "A" }] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "text", "name": "a", "label": "A", "maxLength": 201 }] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "text", "name": "a", "label": "A", "rows": 3 }] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "longText", "name": "a", "label": "A", "rows": 1 }] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "choice", "name": "a", "label": "A" }] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "number", "name": "a", "label": "A", "step": 0 }] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "file", "name": "a", "label": "A", "maxFiles": 21 }] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "group", "name": "a", "label": "A" }] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "text", "name": "a", "label": "A", "showWhen": { "field": "b" } }] }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "text", "name": "a", "label": "A" }], "keepDays": 0 }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "text", "name": "a", "label": "A" }], "after": { "then": "go" } }""")]
    [InlineData("""{ "title": "A", "fields": [{ "type": "text", "name": "a", "label": "A" }], "webhooks": [{ "url": "ftp://example.com" }] }""")]
    public void What_is_no_form_does_not_fit_the_schema_either(string text)
    {
        Assert.NotEmpty(FormReader.Read("a", text).Mistakes);
        Assert.NotEmpty(SchemaCheck.Problems(Schema, text));
    }

    [Theory, MemberData(nameof(Types))]
    public void Reader_and_schema_know_the_same_properties_of_each_type(ItemType type)
    {
        var (name, kind) = (type.ToString(), char.ToLowerInvariant(type.ToString()[0]) + type.ToString()[1..]);
        var definition = type is ItemType.Group or ItemType.Step ? "head" : $"{kind}Field";
        Assert.Equal(KnownIn($$"""{ "title": "A", "fields": [{ "type": "{{name}}", "§": 1 }] }"""), NamesOf(Schema["$defs"]![definition]!));
    }

    [Fact]
    public void Reader_and_schema_know_the_same_properties_of_a_form()
    {
        Assert.Equal(KnownIn("""{ "§": 1 }"""), NamesOf(Schema));
        foreach (var part in new[] { "after", "autoReply" })
            Assert.Equal(KnownIn($$"""{ "{{part}}": { "§": 1 } }"""), NamesOf(Schema["properties"]![part]!));
        Assert.Equal(KnownIn("""{ "webhooks": [{ "§": 1 }] }"""), NamesOf(Schema["$defs"]!["webhook"]!));
        Assert.Equal(KnownIn("""{ "fields": [{ "type": "choice", "options": [{ "§": 1 }] }] }"""), NamesOf(Schema["$defs"]!["option"]!));
        Assert.Equal(KnownIn("""{ "fields": [{ "type": "text", "showWhen": { "§": 1 } }] }"""), NamesOf(Schema["$defs"]!["condition"]!));
    }

    [Fact]
    public async Task Editors_find_the_schema_on_the_site()
    {
        using var site = new Site();
        var answer = await site.Visit().OpenAsync(ContactPack.SchemaPath);
        Assert.Equal("application/schema+json", answer.Header("Content-Type")!.Split(';')[0]);
        Assert.Equal(FormStore.Schema, answer.Html);
    }

    private static IEnumerable<string> KnownIn(string json)
    {
        var refusal = FormReader.Read("a", json).Mistakes.Single(mistake => mistake.Text.StartsWith("“§”", StringComparison.Ordinal));
        return KnownList().Match(refusal.Text).Groups[1].Value.Split(", ").Order(StringComparer.Ordinal);
    }

    // Of a part that can be written in several ways, the names of all of them.
    private static IEnumerable<string> NamesOf(JToken schema) => new[] { schema }.Concat(schema["oneOf"] ?? new JArray()).SelectMany(part => part["properties"]?.Children<JProperty>() ?? [])
        .Select(property => property.Name).Where(name => name[0] != '$').Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"known are: (.*)\.\z")]
    private static partial Regex KnownList();
}
