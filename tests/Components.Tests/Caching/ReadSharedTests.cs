using Components.Push;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Tests.Caching;

/// <summary>What fragments read once for all who are answered by themselves.</summary>
public sealed class ReadSharedTests : IAsyncLifetime
{
    private readonly TestHost _host = new();

    public async ValueTask InitializeAsync() => await _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        ReadFragment.Wait = null;
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task It_is_read_once_for_everybody_wherever_they_ask()
    {
        Assert.Equal("1", await ReadAsync("a"));
        Assert.Equal("1", await ReadAsync("a", user: "ada"));
        Assert.Equal("1", await ReadAsync("a", page: "/other"));
        Assert.Equal("1", await ReadAsync("b"));
        Assert.Equal(1, Reads("a"));
    }

    [Fact]
    public async Task It_is_read_anew_when_one_of_its_tags_is_published_and_in_the_next_minute()
    {
        await ReadAsync("a");
        await ReadAsync("b");
        Publish("read:b", "read:other");
        Assert.Equal("1", await ReadAsync("a"));
        Assert.Equal("2", await ReadAsync("b"));
        Assert.Equal("2", await ReadAsync("b"));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("2", await ReadAsync("a"));
        Assert.Equal("3", await ReadAsync("b"));
    }

    [Fact]
    public async Task What_was_begun_before_a_change_serves_nobody_who_asks_after_it()
    {
        var gate = new TaskCompletionSource();
        ReadFragment.Wait = () => gate.Task;
        var before = ReadAsync("a");
        await Wait.UntilAsync(() => Reads("a") == 1);
        Publish("read:a");
        ReadFragment.Wait = null;
        // While the old reading is under way, and after it has ended.
        Assert.Equal("2", await ReadAsync("a"));
        gate.SetResult();
        Assert.Equal("1", await before);
        // Nor does it take the place of what was read since.
        Assert.Equal("2", await ReadAsync("a"));
        Assert.Equal(2, Reads("a"));
    }

    [Fact]
    public async Task What_is_not_there_is_looked_for_again()
    {
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal("", await ReadAsync("a", isMissing: true));
        Assert.Equal(2, Reads("a"));
    }

    [Fact]
    public async Task What_fails_is_tried_again()
    {
        ReadFragment.Wait = () => throw new InvalidOperationException("This test lets it fail.");
        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, (await LoadAsync("a")).Status);
        ReadFragment.Wait = null;
        Assert.Equal("2", await ReadAsync("a"));
        Assert.Equal("2", await ReadAsync("a"));
    }

    [Theory]
    [InlineData("Components:Cache:Life", "00:00:00")]
    [InlineData("Components:Cache:MostBytes", "0")]
    [InlineData("Components:ServerTiming", "true")]
    public async Task Nothing_is_kept_where_the_site_keeps_nothing_or_says_what_answers_cost(string setting, string value)
    {
        await using var host = new TestHost();
        host.Settings[setting] = value;
        await host.InitializeAsync();
        foreach (var number in new[] { "1", "2" })
            Assert.Equal(number, (await host.Visit("mary").LoadAsync(host.UrlOf<ReadFragment>(("Topic", "a")).Partial)).Find("p").TextContent);
    }

    [Fact]
    public async Task What_takes_more_room_than_there_is_is_not_kept()
    {
        foreach (var number in new[] { "1", "2" })
            Assert.Equal(number, await ReadAsync("a", size: 10_000_000));
    }

    private async Task<string> ReadAsync(string topic, string user = "mary", string page = TestHost.HostPage, int size = 100, bool isMissing = false) =>
        (await LoadAsync(topic, user, page, size, isMissing)).Find("p").TextContent;

    // Signed in, so that no whole answer is kept.
    private Task<Page> LoadAsync(string topic, string user = "mary", string page = TestHost.HostPage, int size = 100, bool isMissing = false) =>
        _host.Visit(user).LoadAsync(_host.UrlOn<ReadFragment>(page, ("Topic", topic), ("Size", size), ("IsMissing", isMissing)).Partial);

    private int Reads(string topic) => _host.Journal.Entries.Count(entry => entry == $"read {topic}");

    private void Publish(params string[] tags) => _host.Services.GetRequiredService<IChanges>().Publish(tags);
}
