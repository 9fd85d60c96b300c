using System.Net;
using Components.Tests.Fixture;
using Components.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Tests.Webhooks;

/// <summary>Nobody gets a call made to what is not on the public internet, in whatever way it is spelled, unless the owner lists it.</summary>
public sealed class PrivateAddressTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private Receiver _receiver = null!;

    public async ValueTask InitializeAsync() => _receiver = await Receiver.StartAsync(kestrel => kestrel.ListenAnyIP(0));

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1"), InlineData("127.1"), InlineData("0x7f.1"), InlineData("0x7f000001"), InlineData("2130706433"), InlineData("0177.0.0.1"), InlineData("127.0.0.1."), InlineData("0"), InlineData("0.0.0.0")]
    [InlineData("localhost"), InlineData("localhost."), InlineData("LOCALHOST"), InlineData("[::1]"), InlineData("[::ffff:127.0.0.1]"), InlineData("[::ffff:7f00:1]"), InlineData("[::]"), InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("１２７.0.0.1"), InlineData("127。0。0。1"), InlineData("ⓛocalhost")]
    public async Task This_machine_is_not_called_in_any_spelling(string host)
    {
        foreach (var scheme in (string[])["http", "https"])
            Assert.NotNull((await CallAsync($"{scheme}://{host}:{_receiver.Port}/", new())).Problem);
        Assert.Empty(_receiver.Calls);
    }

    [Theory]
    [InlineData("169.254.169.254", false), InlineData("169.254.169.254", true), InlineData("::1", true), InlineData("::ffff:169.254.169.254", true), InlineData("64:ff9b::a9fe:a9fe", true), InlineData("fd00:ec2::254", true)]
    public async Task The_address_of_a_clouds_secrets_is_not_called_and_neither_is_a_name_of_it(string address, bool byName)
    {
        var answer = await CallAsync(byName ? "https://hooks.example/" : $"https://{address}/", new(), IPAddress.Parse(address));
        Assert.Contains("not public", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_addresses_of_a_name_only_the_allowed_are_tried()
    {
        var options = new WebhookOptions { AllowedHosts = { "127.0.0.2/32" } };
        Assert.Null((await CallAsync($"http://hooks.example:{_receiver.Port}/", options, IPAddress.Parse("127.0.0.1"), IPAddress.Parse("127.0.0.2"))).Problem);
        Assert.Single(_receiver.Calls);
    }

    [Theory]
    [InlineData("127.0.0.1", true), InlineData("127.0.0.1:{0}", true), InlineData("127.0.0.0/8", true), InlineData("[::ffff:127.0.0.1]", true), InlineData("[::ffff:127.0.0.1]:{0}", true), InlineData("[::ffff:127.0.0.1]:1", false), InlineData("127.0.0.1:1", false), InlineData("127.0.0.2", false), InlineData("10.0.0.0/8", false), InlineData("localhost", false)]
    public async Task What_the_owner_lists_is_called_and_nothing_near_it(string listed, bool isCalled)
    {
        var options = new WebhookOptions { AllowedHosts = { string.Format(System.Globalization.CultureInfo.InvariantCulture, listed, _receiver.Port) } };
        foreach (var spelling in (string[])["127.0.0.1", "2130706433"])
            Assert.Equal(isCalled, (await CallAsync($"http://{spelling}:{_receiver.Port}/", options)).Problem is null);
    }

    [Theory]
    [InlineData("hooks.internal", true), InlineData("HOOKS.internal", true), InlineData("hooks.internal:{0}", true), InlineData("internal", false), InlineData("x.hooks.internal", false)]
    public async Task A_listed_name_may_lead_into_a_private_network(string listed, bool isCalled)
    {
        var options = new WebhookOptions { AllowedHosts = { string.Format(System.Globalization.CultureInfo.InvariantCulture, listed, _receiver.Port) } };
        foreach (var spelling in (string[])["hooks.internal", "Hooks.Internal."])
            Assert.Equal(isCalled, (await CallAsync($"http://{spelling}:{_receiver.Port}/", options, IPAddress.Loopback)).Problem is null);
    }

    [Fact]
    public async Task Http_is_spoken_only_to_what_is_listed() =>
        // A public address: were it not for the scheme, it would be connected to.
        Assert.Contains("also for http", (await CallAsync("http://hooks.example/", new(), IPAddress.Parse("93.184.216.34"))).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data?token=secret", "169.254.169.254"), InlineData("http://[::1]/x", "::1"), InlineData("/elsewhere", "another path")]
    public async Task A_redirect_is_not_followed(string location, string named)
    {
        _receiver.Answer = http =>
        {
            http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            http.Response.Headers.Location = location;
            return Task.CompletedTask;
        };
        var answer = await CallAsync($"http://127.0.0.1:{_receiver.Port}/", new WebhookOptions { AllowedHosts = { "127.0.0.1" } });
        Assert.Equal($"it answers 307 and points to {named}; redirects are not followed", answer.Problem);
        Assert.Single(_receiver.Calls);
    }

    [Fact]
    public async Task A_name_that_means_something_else_the_second_time_does_not_get_through()
    {
        // Allowed at the first look, this machine at each one after it.
        var looks = 0;
        var options = new WebhookOptions { AllowedHosts = { "127.0.0.2/32" } };
        using var client = new WebhookClient(Options.Create(options), new TestClock(), (_, _) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref looks) == 1 ? IPAddress.Parse("127.0.0.2") : IPAddress.Loopback]));
        // The connection that was looked at is not used for a second call.
        _receiver.Answer = http =>
        {
            http.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        };
        Assert.Null((await client.SendAsync(Call($"http://hooks.example:{_receiver.Port}/"), "key", TestContext.Current.CancellationToken)).Problem);
        Assert.Equal(1, looks);
        Assert.Contains("not public", (await client.SendAsync(Call($"http://hooks.example:{_receiver.Port}/"), "key", TestContext.Current.CancellationToken)).Problem, StringComparison.Ordinal);
        Assert.Equal(2, looks);
        Assert.Single(_receiver.Calls);
    }

    [Theory]
    [InlineData("https://hooks.internal"), InlineData("hooks.internal/path"), InlineData("user@hooks.internal"), InlineData(""), InlineData("*"), InlineData("hooks.internal:0x"), InlineData("10.0.0.0/99")]
    public void What_is_no_host_or_network_ends_the_start_with_a_message(string listed)
    {
        var options = new WebhookOptions { AllowedHosts = { listed } };
        Assert.Contains("Webhooks:AllowedHosts", Assert.Single(options.Validate(new(options))).ErrorMessage, StringComparison.Ordinal);
    }

    private static OutboxCall Call(string url) => OutboxCall.Write(1, Now, new Uri(url), "orders", "contact.message", "{}");

    private static async Task<CallAnswer> CallAsync(string url, WebhookOptions options, params IPAddress[] addresses)
    {
        using var client = addresses.Length == 0
            ? new WebhookClient(Options.Create(options), new TestClock())
            : new WebhookClient(Options.Create(options), new TestClock(), (_, _) => Task.FromResult(addresses));
        options.Timeout = TimeSpan.FromSeconds(30);
        return await client.SendAsync(Call(url), "key", TestContext.Current.CancellationToken);
    }
}
