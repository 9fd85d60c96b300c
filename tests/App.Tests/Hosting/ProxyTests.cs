using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace App.Tests.Hosting;

/// <summary>From whom a request comes, seen by whose posts are counted together: one a minute.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly Site _site = new() { ConfigureServices = services => services.AddSingleton<IStartupFilter, RemoteAddress>() };

    public ProxyTests() => _site.Settings["Components:PostsPerMinute"] = "1";

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_trusted_proxy_is_believed()
    {
        _site.Settings["Site:TrustedProxies:0"] = "10.0.0.0/8";
        _site.Settings["Site:TrustedProxies:1"] = "192.0.2.7";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("10.1.2.3", "198.51.100.1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("192.0.2.7", "198.51.100.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync("10.9.9.9", "198.51.100.2, 192.0.2.7"));
    }

    [Fact]
    public async Task Nobody_else_is_believed()
    {
        _site.Settings["Site:TrustedProxies:0"] = "10.0.0.0/8";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("192.0.2.8", "198.51.100.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync("192.0.2.8", "198.51.100.2"));
    }

    [Fact]
    public async Task Without_trusted_proxies_nobody_is_believed()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("127.0.0.1", "198.51.100.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync("127.0.0.1", "198.51.100.2"));
    }

    [Fact]
    public async Task What_a_visitor_wrote_before_the_proxys_own_entry_is_not_believed()
    {
        _site.Settings["Site:TrustedProxies:0"] = "10.0.0.1";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("10.0.0.1", "1.1.1.1, 198.51.100.9"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync("10.0.0.1", "2.2.2.2, 198.51.100.9"));
    }

    [Fact]
    public async Task An_IPv6_network_counts_as_one()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("2001:db8:1:1::1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync("2001:db8:1:1:ffff::2"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("2001:db8:1:2::1"));
    }

    private async Task<HttpStatusCode> PostAsync(string remote, string? forwarded = null)
    {
        var visitor = _site.Visit();
        visitor.Client.DefaultRequestHeaders.Add(RemoteAddress.Header, remote);
        if (forwarded is not null)
            visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        var url = (await visitor.OpenAsync("/contact")).Find("main form[method=post]").GetAttribute("hx-post")!;
        return (await visitor.PostAsync(url, ("Email", ""), ("Question", ""))).Status;
    }

    // The test server has no connections, and so no addresses.
    private sealed class RemoteAddress : IStartupFilter
    {
        public const string Header = "X-Test-Remote";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.TryParse(http.Request.Headers[Header], out var address) ? address : IPAddress.Loopback;
                return rest(http);
            });
            next(app);
        };
    }
}
