using System.Net;
using System.Text.Json;
using Components.Spam;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Spam;

/// <summary>The address from which browsers fetch challenges, and a form that is sent with the answer.</summary>
public sealed class ChallengeTests
{
    private const string Address = "/c/_challenge?for=test/work";

    [Fact]
    public async Task A_form_that_was_worked_for_is_told_from_one_that_was_not()
    {
        await using var host = await StartAsync();
        var url = host.UrlOf<WorkFragment>();
        var answer = WorkBench.Solve((await FetchAsync(host)).GetProperty("challenge").GetString()!);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await host.Visit().PostAsync(url.PartialOf("post"), ("_work", answer));
        await host.Visit().PostPlainlyAsync(url.DocumentOf("post"), ("_work", answer), (Honeypot.Field, "https://spam.example"));
        await host.Visit().PostAsync(url.PartialOf("post"), (Honeypot.Field, ""));
        Assert.Equal(["Done 5 False", "Used 5 True", "Missing  False"], host.Journal.Entries);
    }

    [Fact]
    public async Task The_challenge_tells_all_that_the_browser_needs_and_is_never_kept()
    {
        await using var host = await StartAsync();
        var page = await GetAsync(host, Address, ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("no-store", page.Header("Cache-Control"));
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.StartsWith("application/json", page.Header("Content-Type"), StringComparison.Ordinal);
        var task = JsonDocument.Parse(page.Html).RootElement;
        Assert.Equal(8, task.GetProperty("difficulty").GetInt32());
        Assert.Equal(900, task.GetProperty("seconds").GetInt32());
        Assert.Null(page.Header("Set-Cookie"));
        Assert.NotEqual(page.Html, (await GetAsync(host, Address, ("Sec-Fetch-Site", "same-origin"))).Html);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "http://localhost", true)]
    [InlineData("Component-Work", "1", true)]
    [InlineData("X-Nothing", "1", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Origin", "https://evil.example", false)]
    public async Task Only_the_sites_own_pages_get_one(string header, string value, bool isGiven)
    {
        await using var host = await StartAsync();
        Assert.Equal(isGiven ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await GetAsync(host, Address, (header, value))).Status);
    }

    [Fact]
    public async Task Our_own_header_does_not_help_a_page_of_another_site()
    {
        await using var host = await StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(host, Address, ("Component-Work", "1"), ("Sec-Fetch-Site", "cross-site"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(host, Address, ("Component-Work", "1"), ("Origin", "https://evil.example"))).Status);
    }

    [Theory]
    [InlineData("/c/_challenge")]
    [InlineData("/c/_challenge?for=")]
    [InlineData("/c/_challenge?for=a.b")]
    [InlineData("/c/_challenge?for=a&for=b")]
    [InlineData("/c/_challenge?for=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_purpose_that_is_none_is_a_bad_request(string address)
    {
        await using var host = await StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(host, address, ("Sec-Fetch-Site", "same-origin"))).Status);
    }

    [Fact]
    public async Task Whoever_fetches_too_many_must_wait()
    {
        await using var host = await StartAsync(("Spam:ChallengesPerMinute", "2"));
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, Address, ("Sec-Fetch-Site", "same-origin"))).Status);
        var late = await GetAsync(host, Address, ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.TooManyRequests, late.Status);
        Assert.InRange(int.Parse(late.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public async Task A_later_challenge_can_follow_an_earlier_one()
    {
        await using var host = await StartAsync();
        var first = (await FetchAsync(host)).GetProperty("challenge").GetString()!;
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        var page = await GetAsync(host, $"{Address}&after={Uri.EscapeDataString(first)}", ("Sec-Fetch-Site", "same-origin"));
        var second = JsonDocument.Parse(page.Html).RootElement.GetProperty("challenge").GetString()!;
        Assert.Equal(Challenge.Read(first)!.Value.Stated.Begun, Challenge.Read(second)!.Value.Stated.Begun);
    }

    [Theory]
    [InlineData("Spam:Difficulty", "7")]
    [InlineData("Spam:Difficulty", "25")]
    [InlineData("Spam:Difficulty", "22")]
    [InlineData("Spam:ChallengeLife", "00:00:59")]
    [InlineData("Spam:ChallengeLife", "01:00:01")]
    [InlineData("Spam:ChallengesPerMinute", "0")]
    [InlineData("Spam:Akismet:Timeout", "00:00:31")]
    [InlineData("Spam:Akismet:Url", "ftp://example.com/")]
    public async Task Settings_that_make_no_sense_end_the_start(string setting, string value)
    {
        await using var host = new TestHost { Settings = { [setting] = value } };
        var refusal = await Assert.ThrowsAnyAsync<Exception>(async () => await host.InitializeAsync());
        Assert.Contains(setting.Split(':')[^1], refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fragment_itself_is_the_same_for_everybody()
    {
        await using var host = await StartAsync();
        var url = host.UrlOf<WorkFragment>().Partial;
        Assert.Equal((await host.Visit().LoadAsync(url)).Html, (await host.Visit().LoadAsync(url)).Html);
        Assert.Empty((await host.Visit().LoadAsync(url)).FindAll("[name=_work]"));
    }

    private static async Task<TestHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var host = new TestHost { Settings = { ["Spam:Difficulty"] = "8" } };
        foreach (var (name, value) in settings)
            host.Settings[name] = value;
        await host.InitializeAsync();
        return host;
    }

    private static async Task<JsonElement> FetchAsync(TestHost host) => JsonDocument.Parse((await GetAsync(host, Address, ("Sec-Fetch-Site", "same-origin"))).Html).RootElement;

    private static async Task<Page> GetAsync(TestHost host, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await host.Visit().SendAsync(request);
    }
}
