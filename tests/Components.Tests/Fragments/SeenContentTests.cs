using System.Text.RegularExpressions;
using Components.Fragments;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments;

/// <summary>Content without components is shown without what components need. That it was so before is only a guess.</summary>
public sealed partial class SeenContentTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("part")]
    [InlineData("form")]
    [InlineData("fails")]
    public async Task What_is_shown_is_the_same_whatever_was_seen_before(string show)
    {
        await using var unseen = await StartAsync();
        var expected = await ShowAsync(unseen, show);
        await using var host = await StartAsync();
        await ShowAsync(host, "plain");
        await ShowAsync(host, "plain");
        Assert.True(IsPlain(host));
        Assert.Equal(expected, await ShowAsync(host, show));
        Assert.Equal(expected, await ShowAsync(host, show));
        Assert.Equal(show is "plain" or "fails", IsPlain(host));
    }

    [Fact]
    public async Task After_a_wrong_guess_more_must_be_seen_before_the_next_one()
    {
        await using var host = await StartAsync();
        await ShowAsync(host, "plain");
        await ShowAsync(host, "part");
        var wanted = 0;
        while (!IsPlain(host))
        {
            await ShowAsync(host, "plain");
            wanted++;
        }
        Assert.InRange(wanted, 2, 8);
        await ShowAsync(host, "part");
        foreach (var _ in Enumerable.Range(0, wanted))
            await ShowAsync(host, "plain");
        Assert.False(IsPlain(host));
    }

    [Fact]
    public async Task So_it_is_at_its_own_address()
    {
        await using var host = await StartAsync();
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal("<p>plain</p>", (await host.Visit().LoadAsync(host.UrlOf<VaryingFragment>().Partial)).Html.Trim());
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var page = await host.Visit().LoadAsync(host.UrlOf<VaryingFragment>(("Show", "part")).Partial);
            Assert.Equal("part", page.Find("p").TextContent);
            Assert.Equal(" read", page.Find("[data-fragment='test/child'] .child").TextContent);
        }
    }

    [Fact]
    public async Task What_fails_is_said_once()
    {
        await using var host = await StartAsync();
        await ShowAsync(host, "plain");
        await ShowAsync(host, "fails");
        Assert.Single(host.Log.Lines, line => line.Contains("secret of the varying", StringComparison.Ordinal));
    }

    private static bool IsPlain(TestHost host) => ((FragmentRegistry)host.Services.GetService(typeof(FragmentRegistry))!).Find("test/varying")!.Seen(isEmbedded: true).IsPlain;

    private static async Task<string> ShowAsync(TestHost host, string show) => Signature().Replace((await host.ShowAsync($"test/varying?show={show}&load=inline")).Html, "");

    private static async Task<TestHost> StartAsync()
    {
        var host = new TestHost();
        await host.InitializeAsync();
        return host;
    }

    // Each host has keys of its own.
    [GeneratedRegex("_sig=[^\"]+")]
    private static partial Regex Signature();
}
