using Components.Contact.Forms;

namespace Components.Contact.Tests.Forms;

public sealed class FormReaderTests
{
    private const string Support = """
        {
          "title": { "en": "Support", "ja": "サポート" },
          // Notes are allowed.
          "to": ["help@example.com", "boss@example.com"],
          "subject": "about",
          "fields": [
            { "type": "step", "label": "You" },
            { "type": "email", "name": "email", "label": "E-mail", "required": true },
            { "type": "tel", "name": "phone", "label": "Telephone", "help": "If we may call" },
            { "type": "step", "label": "Your problem" },
            { "type": "choice", "look": "select", "name": "topic", "label": "Topic", "options": ["Bill", { "value": "bug", "label": "A bug" }], "required": true },
            { "type": "group", "label": "The bug", "showWhen": { "field": "topic", "is": "bug" } },
            { "type": "text", "name": "about", "label": "Where", "minLength": 3, "maxLength": 80, "pattern": "\\w+( \\w+)*", "patternHint": "Words only." },
            { "type": "number", "name": "times", "label": "How often", "min": 1, "max": 10, "step": 0.5 },
            { "type": "file", "name": "shot", "label": "Picture", "accept": ["png"], "maxFiles": 2, "maxSize": "1.5 MB" },
            { "type": "hidden", "name": "source", "value": "site" }
          ],
          "after": { "flash": "Thanks!", "then": "go", "page": "/thanks" },
          "autoReply": { "subject": "We have it", "text": "Soon." },
          "webhooks": [ { "url": "https://hooks.example.com/x", "secret": "crm" } ],
          "attachFiles": true,
          "keepDays": 90,
        }
        """;

    [Fact]
    public void A_form_is_read_with_all_that_its_owner_wrote()
    {
        var (form, mistakes) = FormReader.Read("support", Support);
        Assert.Empty(mistakes);
        Assert.Equal(["help@example.com", "boss@example.com"], form!.To);
        Assert.Equal(["email", "phone", "topic", "about", "times", "shot", "source"], form.Fields.Select(field => field.Name));
        Assert.Equal([2, 6], form.Steps.Select(step => step.Items.Count));
        var (topic, about, times, shot) = (form.Fields.ElementAt(2), form.Fields.ElementAt(3), form.Fields.ElementAt(4), form.Fields.ElementAt(5));
        Assert.Equal((ChoiceLook.Select, true, 2), (topic.Look, topic.Required, topic.Options.Count));
        Assert.Equal((3, 80, @"\w+( \w+)*"), (about.MinLength, about.MaxLength, about.Pattern));
        Assert.Equal(("1", "10", 0.5m), (times.Min, times.Max, times.Step));
        Assert.Equal((2, 1_500_000L), (shot.MaxFiles, shot.MaxBytes));
        Assert.Equal(new Condition.Is("topic", ["bug"]), form.Items[5].ShowWhen);
        Assert.Equal((AfterSendingAct.Go, "/thanks", true, 90, true), (form.After.Then, form.After.Page, form.AutoReply, form.KeepDays!.Value, form.AttachFiles));
        Assert.Equal(new FormWebhook("https://hooks.example.com/x", "crm"), Assert.Single(form.Webhooks));
    }

    [Fact]
    public void The_form_that_every_site_has_is_right() => Assert.Empty(FormReader.Read("contact", FormStore.Resource("contact.json")).Mistakes);

    [Theory]
    [InlineData("{", 1, "not JSON")]
    [InlineData("{ \"title\": \"x\",\n \"fields\": [ { \"type\": \"text\" \"name\": \"a\" } ] }", 2, "not JSON")]
    [InlineData("{ \"title\": \"x\",\n \"title\": \"y\" }", 2, "title")]
    [InlineData("[]", 1, "A form is an object")]
    [InlineData("{ \"fields\": [ { \"type\": \"text\", \"name\": \"a\", \"label\": \"A\" } ] }", 1, "“title” is missing")]
    [InlineData("{ \"title\": \"x\",\n \"fields\": [] }", 2, "“fields” is missing")]
    [InlineData("{ \"title\": \"x\",\n \"feilds\": [],\n \"fields\": [ { \"type\": \"text\", \"name\": \"a\", \"label\": \"A\" } ] }", 2, "“feilds” is not known")]
    [InlineData("{ \"title\": \"x\", \"fields\": [ { \"type\": \"text\", \"name\": \"a\", \"label\": \"A\" } ] } true", 1, "after finish")]
    [InlineData("{ \"title\": 1, \"fields\": [ { \"type\": \"text\", \"name\": \"a\", \"label\": \"A\" } ] }", 1, "“title” must be a text")]
    [InlineData("{ \"title\": \"x\", \"to\": \"a@example.com, b@example.com\", \"fields\": [ { \"type\": \"text\", \"name\": \"a\", \"label\": \"A\" } ] }", 1, "“to” must be an e-mail address")]
    [InlineData("{ \"title\": \"x\", \"after\": { \"then\": \"go\", \"page\": \"https://evil.example\" }, \"fields\": [ { \"type\": \"text\", \"name\": \"a\", \"label\": \"A\" } ] }", 1, "“page” must be a path")]
    [InlineData("{ \"title\": \"x\", \"webhooks\": [ { \"url\": \"ftp://x\" } ], \"fields\": [ { \"type\": \"text\", \"name\": \"a\", \"label\": \"A\" } ] }", 1, "http or https")]
    [InlineData("{ \"title\": \"x\", \"autoReply\": true, \"fields\": [ { \"type\": \"text\", \"name\": \"a\", \"label\": \"A\" } ] }", 0, "needs a field of type \"email\"")]
    public void A_mistake_is_named_with_its_line(string json, int line, string text) => AssertMistake(json, line, text);

    [Theory]
    [InlineData("""{ "type": "tetx", "name": "a", "label": "A" }""", "“type” must be one of")]
    [InlineData("""{ "name": "a", "label": "A" }""", "“type” is missing")]
    [InlineData("""{ "type": "text", "label": "A" }""", "“name” is missing")]
    [InlineData("""{ "type": "text", "name": "_step", "label": "A" }""", "cannot be a field's name")]
    [InlineData("""{ "type": "text", "name": "a b", "label": "A" }""", "cannot be a field's name")]
    [InlineData("""{ "type": "text", "name": "Homepage", "label": "A" }""", "is used by the form itself")]
    [InlineData("""{ "type": "text", "name": "a" }""", "needs a “label”")]
    [InlineData("""{ "type": "text", "name": "a", "label": "A", "required": "yes" }""", "“required” must be true or false")]
    [InlineData("""{ "type": "text", "name": "a", "label": "A", "requred": true }""", "“requred” is not known")]
    [InlineData("""{ "type": "text", "name": "a", "label": "A", "minLength": 9, "maxLength": 3 }""", "“minLength” of “a” is above")]
    [InlineData("""{ "type": "text", "name": "a", "label": "A", "maxLength": 100000 }""", "“maxLength” must be a whole number")]
    [InlineData("""{ "type": "text", "name": "a", "label": "A", "pattern": "(" }""", "cannot be used")]
    [InlineData("""{ "type": "text", "name": "a", "label": "A", "pattern": "(?=x)y" }""", "looks ahead")]
    [InlineData("""{ "type": "text", "name": "a", "label": "A", "pattern": "(a)\\1" }""", "refers back")]
    [InlineData("""{ "type": "number", "name": "a", "label": "A", "min": 5, "max": 1 }""", "“min” of “a” is above")]
    [InlineData("""{ "type": "number", "name": "a", "label": "A", "step": 0 }""", "“step” must be a number above 0")]
    [InlineData("""{ "type": "number", "name": "a", "label": "A", "step": 123456789012345678901234567890 }""", "“step” must be a number above 0")]
    [InlineData("""{ "type": "number", "name": "a", "label": "A", "step": "1" }""", "“step” must be a number above 0")]
    [InlineData("""{ "type": "date", "name": "a", "label": "A", "min": "31.1.2026" }""", "must be a date")]
    [InlineData("""{ "type": "choice", "name": "a", "label": "A" }""", "“options” is missing")]
    [InlineData("""{ "type": "choice", "name": "a", "label": "A", "options": ["x", "x"] }""", "“x” twice")]
    [InlineData("""{ "type": "file", "name": "a", "label": "A", "maxSize": "big" }""", "“maxSize” must be a size")]
    [InlineData("""{ "type": "group" }""", "needs a “label”")]
    [InlineData("""{ "type": "text", "name": "a", "label": { "english": 1 } }""", "one for each language")]
    [InlineData("""{ "type": "text", "name": "a", "label": "A", "showWhen": { "field": "later", "is": "x" } }""", "no field before this one")]
    [InlineData("""{ "type": "text", "name": "a", "label": "A", "showWhen": { "field": "first" } }""", "A condition is")]
    [InlineData("""{ "type": "text", "name": "a", "label": "A", "showWhen": { "field": "first", "is": "z" } }""", "none of its options")]
    [InlineData("""{ "type": "text", "name": "FIRST", "label": "A" }""", "two fields with the name")]
    public void A_mistake_in_a_field_is_named_with_its_line(string field, string text) => AssertMistake(
        $$"""
        { "title": "x", "fields": [
          { "type": "choice", "name": "first", "label": "First", "options": ["x", "y"] },
          {{field}}
        ] }
        """, 3, text);

    [Fact]
    public void All_mistakes_are_named_at_once()
    {
        var mistakes = FormReader.Read("x", "{ \"titel\": \"x\",\n\"fields\": [\n{ \"type\": \"text\" },\n{ \"type\": \"nothing\", \"name\": \"b\", \"label\": \"B\" } ] }").Mistakes;
        Assert.Equal([1, 1, 3, 3, 4], mistakes.Select(mistake => mistake.Line));
    }

    [Fact]
    public void A_file_is_asked_for_in_the_last_step_only() => AssertMistake(
        """
        { "title": "x", "fields": [
          { "type": "file", "name": "a", "label": "A" },
          { "type": "step", "label": "Two" }, { "type": "text", "name": "b", "label": "B" } ] }
        """, 2, "the last step only");

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        Assert.NotEmpty(FormReader.Read("x", string.Concat(Enumerable.Repeat("{\"a\":", 100_000))).Mistakes);
        foreach (var (open, close) in new[] { ("{ \"not\": ", "}"), ("{ \"all\": [ ", "] }") })
        {
            var deep = string.Concat(Enumerable.Repeat(open, 6)) + "{ \"field\": \"first\", \"filled\": true }" + string.Concat(Enumerable.Repeat(close, 6));
            var json = $"{{ \"title\": \"x\", \"fields\": [ {{ \"type\": \"text\", \"name\": \"first\", \"label\": \"F\" }},\n{{ \"type\": \"text\", \"name\": \"a\", \"label\": \"A\", \"showWhen\": {deep} }} ] }}";
            AssertMistake(json, 2, "deep");
            Assert.Single(FormReader.Read("x", json).Mistakes);
        }
    }

    private static void AssertMistake(string json, int line, string text)
    {
        var (form, mistakes) = FormReader.Read("x", json);
        Assert.Null(form);
        Assert.Contains(mistakes, mistake => mistake.Line == line && mistake.Text.Contains(text, StringComparison.Ordinal));
    }
}
