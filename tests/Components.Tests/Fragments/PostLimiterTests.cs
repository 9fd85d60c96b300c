using System.Net;
using Components.Fragments;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Fragments;

public sealed class PostLimiterTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:fffe:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::", "2001:db8:1:2::/64")]
    [InlineData("::1", "::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    public void A_network_is_an_IPv4_address_or_an_IPv6_half(string address, string network) =>
        Assert.Equal(network, PostLimiter.NetworkOf(IPAddress.Parse(address)));

    [Fact]
    public void Neighbours_are_told_apart() =>
        Assert.NotEqual(PostLimiter.NetworkOf(IPAddress.Parse("2001:db8:1:2::1")), PostLimiter.NetworkOf(IPAddress.Parse("2001:db8:1:3::1")));

    [Fact]
    public async Task Who_posts_too_often_must_wait_and_keeps_their_words()
    {
        await using var host = new TestHost { Settings = { ["Components:PostsPerMinute"] = "2" } };
        await host.InitializeAsync();
        var url = host.UrlOf<FormFragment>();
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(host.Visit())).Status);
        var late = await PostAsync(host.Visit());
        Assert.Equal(HttpStatusCode.TooManyRequests, late.Status);
        Assert.InRange(int.Parse(late.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(2, host.Journal.Entries.Count(entry => entry.StartsWith("post", StringComparison.Ordinal)));

        var document = await host.Visit().PostPlainlyAsync(url.DocumentOf("post"), ("Text", "my words"));
        Assert.Equal(HttpStatusCode.TooManyRequests, document.Status);
        Assert.NotNull(document.Header("Retry-After"));
        Assert.Equal("my words", document.Find("textarea").TextContent);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(host.Visit("mary"))).Status);

        Task<Page> PostAsync(Visitor visitor) => visitor.PostAsync(url.PartialOf("post"), ("Text", "x"));
    }

    [Fact]
    public async Task A_handler_that_counts_by_itself_is_neither_stopped_nor_counted()
    {
        await using var host = new TestHost { Settings = { ["Components:PostsPerMinute"] = "2" } };
        await host.InitializeAsync();
        var url = host.UrlOf<FormFragment>();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await PostAsync("often")).Status);
        Assert.Equal(5, host.Journal.Entries.Count(entry => entry == "often"));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("post")).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("post")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync("post")).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("often")).Status);

        Task<Page> PostAsync(string handler) => host.Visit().PostAsync(url.PartialOf(handler), ("Text", "x"));
    }
}
