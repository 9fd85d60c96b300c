using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Components.Tests;

public sealed class SiteAddressTests
{
    [Fact]
    public void Who_asks_before_the_server_listens_does_not_fix_the_address()
    {
        using var server = new ServerAt("http://127.0.0.1:0");
        using var lifetime = new StartedLater();
        var site = new SiteAddress(Options.Create(new SiteOptions()), server, lifetime);
        Assert.Equal("http://127.0.0.1:0/", site.Url.ToString());
        server.Listens("http://127.0.0.1:5081");
        lifetime.Start();
        Assert.Equal("http://127.0.0.1:5081/", site.Url.ToString());
        server.Listens("http://127.0.0.1:1");
        Assert.Equal("http://127.0.0.1:5081/", site.Url.ToString());
    }

    private sealed class ServerAt(string address) : IServer
    {
        private readonly ServerAddressesFeature _addresses = new() { Addresses = { address } };

        public IFeatureCollection Features
        {
            get
            {
                var features = new FeatureCollection();
                features.Set<IServerAddressesFeature>(_addresses);
                return features;
            }
        }

        public void Listens(string address)
        {
            _addresses.Addresses.Clear();
            _addresses.Addresses.Add(address);
        }

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }

    private sealed class StartedLater : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _started = new();

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void Start() => _started.Cancel();

        public void StopApplication()
        {
        }

        public void Dispose() => _started.Dispose();
    }
}
