using Components.Languages;

namespace Components.Tests.Languages;

public sealed class PluralRuleTests
{
    private const string Slavic = "one: n % 10 = 1 and n % 100 != 11; few: n % 10 = 2..4 and n % 100 != 12..14";

    [Theory]
    [InlineData(1, "one")]
    [InlineData(11, null)]
    [InlineData(21, "one")]
    [InlineData(111, null)]
    [InlineData(3, "few")]
    [InlineData(13, null)]
    [InlineData(1_000_024, "few")]
    [InlineData(5, null)]
    [InlineData(0, null)]
    [InlineData(-21, "one")]
    [InlineData(long.MinValue, null)]
    public void The_first_condition_that_holds_names_the_form(long number, string? form) => Assert.Equal(form, PluralRule.Parse(Slavic).FormOf(number));

    [Theory]
    [InlineData(0, "one")]
    [InlineData(2, "many")]
    [InlineData(7, "many")]
    [InlineData(1_000_000, "few")]
    [InlineData(8, null)]
    public void Or_binds_looser_than_and_and_lists_hold_single_numbers_and_ranges(long number, string? form) =>
        Assert.Equal(form, PluralRule.Parse("one: i = 0,1 and v = 0; few: e = 0 and i != 0 and i % 1000000 = 0 or e != 0..5; many: n = 2, 4..7").FormOf(number));

    [Fact]
    public void A_language_may_have_no_forms() => Assert.Null(PluralRule.Parse("").FormOf(1));

    [Theory]
    [InlineData("one: n % 10 = 1 and", "'' is no condition")]
    [InlineData("one n = 1", "'one n = 1' is no form")]
    [InlineData("one", "'one' has no condition")]
    [InlineData("single: n = 1", "'single' is no form")]
    [InlineData("other: n = 1", "'other' is what is left")]
    [InlineData("one: n = 1; one: n = 2", "'one' is there twice")]
    [InlineData("few: n = 4..2", "nothing lies in 4..2")]
    [InlineData("few: n % 0 = 2", "divides by nothing")]
    [InlineData("few: n mod 10 = 2", "'n mod 10 = 2' is no condition")]
    [InlineData("few: n == 2", "'n == 2' is no condition")]
    [InlineData("few: n = 12345678901234567890", "is no condition")]
    public void A_broken_rule_says_what_is_wrong_with_it(string rule, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => PluralRule.Parse(rule)).Message, StringComparison.Ordinal);
}
