using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Components;

/// <summary>Where the site is, for links in mails and for checks: as configured, else the first address that the server listens at. Never from a request.</summary>
public sealed class SiteAddress(IOptions<SiteOptions> site, IServer server, IHostApplicationLifetime lifetime)
{
    private Uri? _url;

    /// <summary>Scheme, host and port.</summary>
    public Uri Url => _url ?? Find();

    /// <summary>The same as browsers write it in <c>Origin</c>: no slash at the end, no default port.</summary>
    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>A link that works from outside, for a local path. An address of another site, as the host page of an embedded fragment is, stays as it is.</summary>
    public string LinkTo(string localPath) => localPath.StartsWith('/') ? $"{Origin}{localPath}" : localPath;

    private Uri Find()
    {
        var url = site.Value.Url ?? Listening();
        // Until it listens, the server knows what it was asked for: a port may be one that it is yet to be given.
        if (lifetime.ApplicationStarted.IsCancellationRequested)
            _url = url;
        return url;
    }

    private Uri Listening()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        var reachable = address.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal);
        return new Uri(reachable);
    }
}
