using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Fixture;

/// <summary>The same on a real server, for what depends on one: body limits, and addresses exactly as they were sent.</summary>
public class KestrelHost : TestHost
{
    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>An address that the client does not tidy up before it sends it.</summary>
    public Uri Exactly(string pathAndQuery) =>
        new($"{Address.GetLeftPart(UriPartial.Authority)}{pathAndQuery}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    public static HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });

    protected override void Listen(ConfigureWebHostBuilder web) => web.UseUrls("http://127.0.0.1:0");
}
