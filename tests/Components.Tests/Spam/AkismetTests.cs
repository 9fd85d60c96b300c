using System.Diagnostics;
using Components.Spam;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Tests.Spam;

public sealed class AkismetTests : IAsyncLifetime
{
    private static readonly AkismetComment Comment = new()
    {
        Text = "日本 & more",
        Network = "2001:db8:1:2::/64",
        Name = "Mary",
        Email = "mary@example.com",
        Permalink = "https://example.com/a",
        CreatedAt = new DateTimeOffset(2026, 3, 1, 21, 0, 0, TimeSpan.FromHours(9)),
    };

    private readonly TestHost _host = new();
    private AkismetServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AkismetServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("a good article", AkismetVerdict.Ham)]
    [InlineData("cheap pills", AkismetVerdict.Spam)]
    [InlineData("discard", AkismetVerdict.Discard)]
    [InlineData("fails", AkismetVerdict.Unavailable)]
    [InlineData("moved", AkismetVerdict.Unavailable)]
    [InlineData("floods", AkismetVerdict.Unavailable)]
    [InlineData("breaks off", AkismetVerdict.Unavailable)]
    [InlineData("rubbish", AkismetVerdict.Unavailable)]
    public async Task Each_answer_is_understood_and_a_failure_is_no_verdict(string text, AkismetVerdict verdict)
    {
        var akismet = await StartAsync();
        Assert.Equal(verdict, await akismet.CheckAsync(Comment with { Text = text }));
        Assert.Single(_server.Requests);
        Assert.Equal(verdict == AkismetVerdict.Unavailable, !_host.Log.Lines.IsEmpty);
        Assert.DoesNotContain(_host.Log.Lines, line => line.Contains(AkismetServer.Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("slow")]
    [InlineData("drips")]
    public async Task Whoever_is_slow_is_not_waited_for(string text)
    {
        var akismet = await StartAsync(("Spam:Akismet:Timeout", "00:00:01"));
        var started = Stopwatch.StartNew();
        Assert.Equal(AkismetVerdict.Unavailable, await akismet.CheckAsync(Comment with { Text = text }));
        Assert.InRange(started.Elapsed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(45));
    }

    [Fact]
    public async Task A_service_that_is_down_and_a_caller_who_goes_away_throw_nothing()
    {
        var akismet = await StartAsync(("Spam:Akismet:Url", $"http://127.0.0.1:{FreePort.Next()}/1.1/"));
        Assert.Equal(AkismetVerdict.Unavailable, await akismet.CheckAsync(Comment));
        Assert.False(await akismet.SubmitHamAsync(Comment));
        Assert.Null(await akismet.VerifyKeyAsync());
        Assert.Equal(AkismetVerdict.Unavailable, await akismet.CheckAsync(Comment, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task It_is_told_what_it_needs_to_know()
    {
        var akismet = await StartAsync();
        await akismet.CheckAsync(Comment);
        var (call, fields, userAgent) = _server.Requests.Single();
        Assert.Equal("comment-check", call);
        Assert.NotEmpty(userAgent);
        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["api_key"] = AkismetServer.Key,
                ["blog"] = "http://localhost/",
                ["user_ip"] = "2001:db8:1:2::",
                ["comment_type"] = "comment",
                ["comment_author"] = "Mary",
                ["comment_author_email"] = "mary@example.com",
                ["comment_content"] = "日本 & more",
                ["comment_date_gmt"] = "2026-03-01T12:00:00Z",
                ["permalink"] = "https://example.com/a",
                ["blog_charset"] = "UTF-8",
            },
            new SortedDictionary<string, string>(fields));
    }

    [Fact]
    public async Task It_learns_from_moderators_and_knows_its_key()
    {
        var akismet = await StartAsync();
        Assert.True(await akismet.SubmitSpamAsync(Comment));
        Assert.True(await akismet.SubmitHamAsync(Comment));
        Assert.True(await akismet.VerifyKeyAsync());
        Assert.Equal(["submit-spam", "submit-ham", "verify-key"], _server.Requests.Select(request => request.Call));
    }

    [Fact]
    public async Task A_wrong_key_is_no_verdict_and_is_not_written_down()
    {
        var akismet = await StartAsync(("Spam:Akismet:Key", "wrong-secret"));
        Assert.Equal(AkismetVerdict.Unavailable, await akismet.CheckAsync(Comment));
        Assert.False(await akismet.SubmitSpamAsync(Comment));
        Assert.False(await akismet.VerifyKeyAsync());
        Assert.Contains(_host.Log.Lines, line => line.Contains("Spam:Akismet:Key", StringComparison.Ordinal));
        Assert.DoesNotContain(_host.Log.Lines, line => line.Contains("wrong-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_asked()
    {
        var akismet = await StartAsync(("Spam:Akismet:Key", null));
        Assert.False(akismet.IsOn);
        Assert.Equal(AkismetVerdict.Off, await akismet.CheckAsync(Comment));
        Assert.False(await akismet.SubmitSpamAsync(Comment));
        Assert.Null(await akismet.VerifyKeyAsync());
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData(AkismetVerdict.Off, null)]
    [InlineData(AkismetVerdict.Ham, null)]
    [InlineData(AkismetVerdict.Spam, SpamVerdict.Spam)]
    [InlineData(AkismetVerdict.Discard, SpamVerdict.Spam)]
    [InlineData(AkismetVerdict.Unavailable, SpamVerdict.Hold)]
    public void A_verdict_stands_among_the_findings(AkismetVerdict verdict, SpamVerdict? expected) => Assert.Equal(expected, verdict.ToFinding()?.Verdict);

    private async Task<Akismet> StartAsync(params (string Name, string? Value)[] settings)
    {
        _host.Settings["Spam:Akismet:Key"] = AkismetServer.Key;
        _host.Settings["Spam:Akismet:Url"] = _server.Url.ToString();
        _host.Settings["Spam:Akismet:Timeout"] = "00:00:30";
        foreach (var (name, value) in settings)
            _host.Settings[name] = value;
        await _host.InitializeAsync();
        return _host.Services.GetRequiredService<Akismet>();
    }
}
