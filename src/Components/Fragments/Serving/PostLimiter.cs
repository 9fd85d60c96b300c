using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Fragments;

/// <summary>How often one person may post: by account, else by network, since an IPv6 user has a whole /64.</summary>
public sealed class PostLimiter : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    /// <summary>Counts in memory, a sliding minute.</summary>
    public PostLimiter(IOptions<ComponentsOptions> options)
    {
        var limits = new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.PostsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        };
        _limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetSlidingWindowLimiter(ActorOf(http), _ => limits));
    }

    /// <summary>Counts one post.</summary>
    /// <returns>Null where it may go on; else how long to wait.</returns>
    public TimeSpan? Count(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(http);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(10);
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    internal static string ActorOf(HttpContext http) => http.User.UserId() is { } user ? $"user:{user}" : $"net:{NetworkOf(http.Connection.RemoteIpAddress)}";

    /// <summary>What counts as one network: an IPv4 address, as <c>192.0.2.7</c>; half of an IPv6 address, as <c>2001:db8:1:2::/64</c>; else <c>unknown</c>.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return $"{new IPAddress(bytes)}/64";
    }
}
