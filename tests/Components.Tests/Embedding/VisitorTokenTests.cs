using System.Buffers.Text;
using Components.Embedding;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Embedding;

public sealed class VisitorTokenTests(TestHost host) : IClassFixture<TestHost>
{
    private const string Blog = "https://blog.example";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Member Mary = new("mary", "Mary", "stamp-1");

    private VisitorTokens Tokens => host.Services.GetRequiredService<VisitorTokens>();

    private DateTimeOffset Now => host.Clock.GetUtcNow();

    [Fact]
    public void A_token_is_read_as_it_was_written()
    {
        var token = Tokens.Read(Write(), Blog);
        Assert.NotNull(token);
        Assert.True(token.IsOf(Mary));
        Assert.Null(token.SiteId);
    }

    [Theory]
    [InlineData("https://other.example")]
    [InlineData("http://blog.example")]
    [InlineData("https://blog.example:8443")]
    [InlineData("https://blog.example.evil.example")]
    [InlineData("null")]
    [InlineData("")]
    public void On_any_other_origin_it_is_none(string origin) => Assert.Null(Tokens.Read(Write(), origin));

    [Fact]
    public void Nothing_in_it_can_be_changed()
    {
        var text = Write();
        for (var i = 0; i < text.Length; i++)
            Assert.Null(Tokens.Read(text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..], Blog));
        Assert.Null(Tokens.Read(text + "A", Blog));
        Assert.Null(Tokens.Read(text + "=", Blog));
        Assert.Null(Tokens.Read(text[..^1], Blog));
    }

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("p1.none.e30.AAAA")]
    [InlineData("p1....")]
    public void What_is_no_token_is_none(string text) => Assert.Null(Tokens.Read(text, Blog));

    [Fact]
    public void A_very_long_text_is_none() => Assert.Null(Tokens.Read(new string('.', 100_000), Blog));

    [Fact]
    public void It_ends_after_an_hour()
    {
        var text = Write();
        host.Clock.Advance(Hour - TimeSpan.FromSeconds(1));
        Assert.NotNull(Tokens.Read(text, Blog));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(Tokens.Read(text, Blog));
    }

    [Fact]
    public void It_ends_with_its_key()
    {
        var text = Write();
        var old = host.Keys.Current.Id;
        host.Keys.Rotate();
        Assert.NotNull(Tokens.Read(text, Blog));
        host.Keys.Retire(old);
        Assert.Null(Tokens.Read(text, Blog));
    }

    [Fact]
    public void It_ends_with_the_accounts_stamp()
    {
        var token = Tokens.Read(Write(), Blog)!;
        Assert.False(token.IsOf(Mary with { Stamp = "stamp-2" }));
        Assert.False(token.IsOf(Mary with { Id = "john" }));
    }

    [Fact]
    public void Nobody_finds_the_accounts_stamp_in_it() =>
        Assert.DoesNotContain("stamp-1", System.Text.Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Write().Split('.')[2])), StringComparison.Ordinal);

    [Fact]
    public void While_it_is_used_it_goes_on_for_twelve_hours_and_no_longer()
    {
        var begun = Now;
        var token = VisitorToken.For(Mary, begun, Hour);
        Assert.Null(token.Renew(begun + TimeSpan.FromMinutes(29), Hour));
        var now = begun;
        while (now < begun + TimeSpan.FromHours(13) && token.IsGood(now))
        {
            now += TimeSpan.FromMinutes(40);
            token = token.Renew(now, Hour) ?? token;
        }
        Assert.Equal((begun + TimeSpan.FromHours(12)).ToUnixTimeSeconds(), token.Expires);
        Assert.False(token.IsGood(begun + TimeSpan.FromHours(12)));
    }

    [Fact]
    public async Task A_sites_word_ends_with_the_sites_key()
    {
        var site = await host.RegisterSiteAsync("https://word.example");
        var token = VisitorToken.For(site, new VisitorPass { Id = "7", Name = "Mary" }, Now, Hour);
        Assert.True(token.IsOf(site));
        Assert.Null(token.Stamp);
        site.RenewSecret();
        Assert.False(token.IsOf(site));
    }

    private string Write() => Tokens.Write(VisitorToken.For(Mary, Now, Hour), Blog);
}
