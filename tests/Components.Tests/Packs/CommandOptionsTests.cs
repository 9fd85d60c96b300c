using Components.Packs;

namespace Components.Tests.Packs;

public sealed class CommandOptionsTests
{
    [Fact]
    public void Values_follow_their_names_or_an_equals_sign()
    {
        var options = CommandOptions.Read(["--subject", "--odd--", "--count=5", "--share", "0.25", "--page=/a=b"], "subject", "count", "share", "page", "other");
        Assert.Equal(("--odd--", 5, 0.25, "/a=b"), (options.Require("subject", 10), options.Number("count", 1, 10), options.Number("share", 0.0, 1.0), options.Find("page")));
        Assert.Null(options.Find("other"));
        Assert.Equal(7, options.Number("other", 1, 10, 7));
    }

    [Theory]
    [InlineData("needs a value", "--count")]
    [InlineData("no option --counts", "--counts", "5")]
    [InlineData("twice", "--count", "5", "--count", "6")]
    [InlineData("belongs to no option", "5")]
    [InlineData("from 1 to 10, not '11'", "--count", "11")]
    [InlineData("from 1 to 10, not '0'", "--count", "0")]
    [InlineData("from 1 to 10, not '2.5'", "--count", "2.5")]
    [InlineData("from 1 to 10, not ''", "--count=")]
    [InlineData("--count is missing")]
    public void What_is_wrong_is_said(string part, params string[] arguments) =>
        Assert.Contains(part, Assert.Throws<CommandException>(() => CommandOptions.Read(arguments, "count").Number("count", 1, 10)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--subject is missing")]
    [InlineData("1 to 3 characters", "--subject", " ")]
    [InlineData("1 to 3 characters", "--subject", "abcd")]
    public void A_text_that_must_be_there_is_asked_for(string part, params string[] arguments) =>
        Assert.Contains(part, Assert.Throws<CommandException>(() => CommandOptions.Read(arguments, "subject").Require("subject", 3)).Message, StringComparison.Ordinal);
}
