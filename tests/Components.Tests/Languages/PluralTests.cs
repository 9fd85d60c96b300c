using Components.Tests.Fixture;
using Microsoft.Extensions.Options;

namespace Components.Tests.Languages;

/// <summary>The languages here are files beside this project and nothing else, each a satellite assembly that the compiler makes.</summary>
public sealed class PluralTests
{
    [Theory]
    [InlineData("en", 21, "21 notes")]
    [InlineData("ru", 1, "1 заметка")]
    [InlineData("ru", 21, "21 заметка")]
    [InlineData("ru", 3, "3 заметки")]
    [InlineData("ru", 11, "11 заметок")]
    [InlineData("ru", 1000, "1\u00a0000 заметок")]
    [InlineData("pl", 1, "1 notatka")]
    [InlineData("pl", 21, "21 notatek")]
    // It has no text for few: the one without a form is said.
    [InlineData("pl", 22, "22 notatki")]
    [InlineData("ar", 0, "لا ملاحظات")]
    [InlineData("ar", 2, "ملاحظتان")]
    [InlineData("ar", 105, "105 ملاحظات")]
    [InlineData("ar", 11, "11 ملاحظةً")]
    [InlineData("ar", 100, "100 ملاحظة")]
    public async Task A_text_takes_the_form_that_its_language_wants_beside_the_number(string language, int notes, string said)
    {
        await using var host = new TestHost { Languages = ["en", "ru", "pl", "ar"] };
        await host.InitializeAsync();
        var visitor = host.Visit();
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = await visitor.LoadAsync(host.UrlOf<CountFragment>(("notes", notes)).Partial);
        Assert.Equal(said, page.Find("p").TextContent);
    }

    [Fact]
    public async Task A_site_does_not_start_in_a_language_whose_rule_is_broken()
    {
        await using var host = new TestHost { Languages = ["en", "eo", "lt"] };
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(async () => await host.InitializeAsync());
        Assert.Contains("Texts.eo.resx of Components.Tests: the rule for plurals, '|plural', cannot be used: '' is no condition", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Texts.lt.resx of Components.Tests: '{0:N0} notes|fwe' is for a form that the rule under '|plural' does not name", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_in_a_language_that_the_site_does_not_speak_is_no_reason_not_to_start()
    {
        await using var host = new TestHost { Languages = ["en"] };
        await host.InitializeAsync();
    }
}
