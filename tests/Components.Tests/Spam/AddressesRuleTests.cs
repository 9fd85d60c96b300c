using Components.Spam;

namespace Components.Tests.Spam;

public sealed class AddressesRuleTests
{
    [Theory]
    [InlineData("spammer@example.com", "spammer@example.com")]
    [InlineData("spammer@example.com", "SPAMMER@Example.com")]
    [InlineData("spammer@example.com", "spammer+news@example.com")]
    [InlineData("spammer+1@example.com", "spammer@example.com")]
    [InlineData("@example.com", "anybody@example.com")]
    [InlineData("@example.com", "anybody@mail.example.com")]
    [InlineData("spammer@example.com", "notspammer@example.com", false)]
    [InlineData("@example.com", "anybody@notexample.com", false)]
    [InlineData("@example.com", "example.com@elsewhere.org", false)]
    [InlineData("@example.com", "@example.com", false)]
    [InlineData("@example.com", null, false)]
    public void People_and_domains_are_known(string entry, string? email, bool isFound = true) =>
        Assert.Equal(isFound, Judge(entry, new Submission { Text = "", Email = email }) is not null);

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.0/24", "192.0.2.7")]
    [InlineData("192.0.2.200/24", "192.0.2.7")]
    [InlineData("0.0.0.0/0", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7")]
    [InlineData("2001:db8:1:2::5", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::5/128", "2001:db8:1:2::/64")]
    [InlineData("2001:db8::/32", "2001:db8:1:2::/64")]
    [InlineData("2001:db8::/32", "2001:db8:1:2::77")]
    [InlineData("192.0.2.7", "192.0.2.70", false)]
    [InlineData("192.0.2.0/24", "192.0.3.7", false)]
    [InlineData("2001:db8:1:3::/64", "2001:db8:1:2::/64", false)]
    [InlineData("::/0", "192.0.2.7", false)]
    [InlineData("0.0.0.0/0", "unknown", false)]
    [InlineData("192.0.2.0", "192.0.2.0/24", false)]
    public void Networks_are_known(string entry, string network, bool isFound = true) =>
        Assert.Equal(isFound, Judge(entry, new Submission { Text = "", Network = network })?.Arguments[0] == entry);

    [Fact]
    public void What_is_no_address_is_skipped_and_told_to_the_owner()
    {
        var settings = Settings("192.0.2.0/33\n192.0.2.256\n12345\n@\na@\n@exa mple.com\nexample.com\n10.0.0.0/-1\n10.0.0.0/\n2001:db8::/129\n@ok.example\n192.0.2.7");
        Assert.Equal(["192.0.2.0/33", "192.0.2.256", "12345", "@", "a@", "@exa mple.com", "example.com", "10.0.0.0/-1", "10.0.0.0/", "2001:db8::/129"], settings.BadEntries());
        Assert.NotNull(SpamRule.From(settings).Judge(new Submission { Text = "", Email = "a@ok.example" }));
    }

    private static RuleSettings Settings(string entries) => new() { Id = "addresses", Kind = RuleKind.Addresses, Entries = entries };

    private static Finding? Judge(string entry, Submission submission) => SpamRule.From(Settings(entry)).Judge(submission);
}
