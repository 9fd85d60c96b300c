using System.Net;
using Components.Tests.Fixture;
using Components.Webhooks;
using Microsoft.Extensions.Options;

namespace Components.Tests.Webhooks;

/// <summary>While nothing else runs: the proxy is that of the whole process, which reads its environment once.</summary>
[CollectionDefinition(nameof(ProxyTests), DisableParallelization = true)]
[Collection(nameof(ProxyTests))]
public sealed class ProxyTests
{
    [Fact]
    public async Task No_proxy_of_the_environment_is_used()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var proxy = await Receiver.StartAsync();
        var options = new WebhookOptions { AllowedHosts = { "hooks.example" }, Timeout = TimeSpan.FromSeconds(30) };
        using var client = new WebhookClient(Options.Create(options), new TestClock(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        var before = HttpClient.DefaultProxy;
        try
        {
            // Were it used, it would be asked for the address, and the guard would see only the proxy's.
            HttpClient.DefaultProxy = new WebProxy(proxy.Root);
            var call = OutboxCall.Write(1, DateTimeOffset.UnixEpoch, new Uri($"http://hooks.example:{receiver.Port}/"), "orders", "contact.message", "{}");
            Assert.Null((await client.SendAsync(call, "key", TestContext.Current.CancellationToken)).Problem);
            Assert.Equal((1, 0), (receiver.Calls.Count, proxy.Calls.Count));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }
}
