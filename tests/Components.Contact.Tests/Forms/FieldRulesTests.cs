using Components.Contact.Forms;
using Microsoft.Extensions.Localization;

namespace Components.Contact.Tests.Forms;

public sealed class FieldRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("""{ "type": "email" }""", "ann@example.com", true)]
    [InlineData("""{ "type": "email" }""", "ann+tag@sub.example.co.jp", true)]
    [InlineData("""{ "type": "email" }""", "\"ann\u0001\"@example.com", false)]
    [InlineData("""{ "type": "email" }""", "\"a\\\r\nb\"@example.com", false)]
    [InlineData("""{ "type": "email" }""", "ann@example.com,bob@example.com", false)]
    [InlineData("""{ "type": "tel" }""", "+81 (0)3-1234-5678", true)]
    [InlineData("""{ "type": "tel" }""", "０３－１２３４－５６７８", true)]
    [InlineData("""{ "type": "tel" }""", "12", false)]
    [InlineData("""{ "type": "tel" }""", "call me", false)]
    [InlineData("""{ "type": "url" }""", "https://example.com/x?y#z", true)]
    [InlineData("""{ "type": "url" }""", "javascript:alert(1)", false)]
    [InlineData("""{ "type": "url" }""", "//example.com", false)]
    [InlineData("""{ "type": "number" }""", "3", true)]
    [InlineData("""{ "type": "number" }""", "3.5", false)]
    [InlineData("""{ "type": "number", "step": 0.5 }""", "3.5", true)]
    [InlineData("""{ "type": "number", "step": 0.5 }""", "3.4", false)]
    [InlineData("""{ "type": "number", "min": 1, "step": 2 }""", "3", true)]
    [InlineData("""{ "type": "number", "min": 1, "step": 2 }""", "4", false)]
    [InlineData("""{ "type": "number", "min": 1, "max": 9 }""", "0", false)]
    [InlineData("""{ "type": "number", "min": 1, "max": 9 }""", "10", false)]
    [InlineData("""{ "type": "number" }""", "1e3", true)]
    [InlineData("""{ "type": "number" }""", "NaN", false)]
    [InlineData("""{ "type": "number" }""", "1,5", false)]
    [InlineData("""{ "type": "number" }""", "79228162514264337593543950336", false)]
    [InlineData("""{ "type": "date" }""", "2026-02-28", true)]
    [InlineData("""{ "type": "date" }""", "2026-02-30", false)]
    [InlineData("""{ "type": "date", "min": "today" }""", "2026-11-20", false)]
    [InlineData("""{ "type": "date", "min": "today", "max": "today+7" }""", "2026-11-28", true)]
    [InlineData("""{ "type": "date", "min": "today", "max": "today+7" }""", "2026-11-29", false)]
    [InlineData("""{ "type": "text", "minLength": 2, "maxLength": 4 }""", "a", false)]
    [InlineData("""{ "type": "text", "minLength": 2, "maxLength": 4 }""", "abcd", true)]
    [InlineData("""{ "type": "text", "minLength": 2, "maxLength": 4 }""", "abcde", false)]
    [InlineData("""{ "type": "text", "pattern": "\\d{3}-\\d{4}" }""", "123-4567", true)]
    [InlineData("""{ "type": "text", "pattern": "\\d{3}-\\d{4}" }""", "x123-4567", false)]
    [InlineData("""{ "type": "text", "pattern": "\\d{3}-\\d{4}" }""", "１２３-4567", false)]
    [InlineData("""{ "type": "text", "pattern": "[0-9]{3}-[0-9]{4}" }""", "123-4567", true)]
    [InlineData("""{ "type": "text", "pattern": "[a-z-[c]+" }""", "a-[c", true)]
    [InlineData("""{ "type": "text", "pattern": "[\\w.]+|none" }""", "nonexyz", true)]
    [InlineData("""{ "type": "text", "pattern": "a|b" }""", "ab", false)]
    [InlineData("""{ "type": "choice", "options": ["x", "y"] }""", "y", true)]
    [InlineData("""{ "type": "choice", "options": ["x", "y"] }""", "z", false)]
    public void A_value_is_taken_or_not(string field, string value, bool isRight) => Assert.Equal(isRight, FieldRules.ProblemOf(Field(field), [value], Today, Texts.English) is null);

    [Fact]
    public void A_choice_of_one_takes_no_two()
    {
        Assert.NotNull(FieldRules.ProblemOf(Field("""{ "type": "choice", "options": ["x", "y"] }"""), ["x", "y"], Today, Texts.English));
        Assert.Null(FieldRules.ProblemOf(Field("""{ "type": "choice", "look": "several", "options": ["x", "y"] }"""), ["x", "y"], Today, Texts.English));
        Assert.NotNull(FieldRules.ProblemOf(Field("""{ "type": "choice", "look": "several", "options": ["x", "y"] }"""), ["x", "z"], Today, Texts.English));
    }

    [Fact]
    public void No_text_makes_a_pattern_slow()
    {
        var field = Field("""{ "type": "text", "pattern": "(a+)+b" }""");
        Assert.NotNull(FieldRules.ProblemOf(field, [new string('a', 200)], Today, Texts.English));
    }

    private static FormItem Field(string json)
    {
        var (form, mistakes) = FormReader.Read("x", $$"""{ "title": "x", "fields": [ { "name": "it", "label": "It", {{json.Trim()[1..]}} ] }""");
        Assert.Empty(mistakes);
        return Assert.Single(form!.Items);
    }

    private sealed class Texts : IStringLocalizer
    {
        public static readonly Texts English = new();

        public LocalizedString this[string name] => new(name, name);

        public LocalizedString this[string name, params object[] arguments] => new(name, string.Format(System.Globalization.CultureInfo.InvariantCulture, name, arguments));

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
