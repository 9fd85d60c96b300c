using System.ComponentModel.DataAnnotations;

namespace Components.Push;

/// <summary>How many pages can listen to changes, and for how long. Bound from the section <c>Components:Push</c>.</summary>
public sealed class PushOptions
{
    /// <summary>How many pages can listen at once; more are answered with 503. 0 to 100,000, default 2,000. 0 turns pushing off.</summary>
    [Range(0, 100_000)]
    public int Connections { get; set; } = 2_000;

    /// <summary>How many pages of one network (an IPv4 address, an IPv6 /64) can listen at once; more are answered with 429. 1 to 100,000, default 50.</summary>
    [Range(1, 100_000)]
    public int ConnectionsPerNetwork { get; set; } = 50;

    /// <summary>To how many tags one page can listen; more are answered with 400. 1 to 500, default 50.</summary>
    [Range(1, 500)]
    public int Tags { get; set; } = 50;

    /// <summary>How often something is sent where nothing happens, so that proxies keep the connection and one that is gone is noticed. 1 second to 5 minutes, default 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>After how long a connection ends and the page asks anew, so that who has lost the right to listen does not go on. 10 seconds to a day, default 30 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(30);
}
