using System.ComponentModel.DataAnnotations;

namespace Components.Caching;

/// <summary>How answers are kept for visitors of whom nothing is known. Bound from the section <c>Components:Cache</c>.</summary>
public sealed class CacheOptions
{
    /// <summary>
    /// How long an answer is kept where nothing changes: what depends on the time, such as "3 minutes ago", is at most so old. 0 to 24 hours, default a minute. 0: nothing is kept.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Life { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How much memory answers may take, in bytes; those that were not asked for longest go first. Parts of answers that are shared (<see cref="Fragments.Fragment.Share"/>) take a quarter as much beside it. 0 to 10 GB, default 64 MB.</summary>
    [Range(0L, 10_000_000_000L)]
    public long MostBytes { get; set; } = 64_000_000;

    /// <summary>
    /// How long proxies in front of the site may keep the same answers without asking (<c>s-maxage</c>), and as long again while they ask (<c>stale-while-revalidate</c>). They do not hear of
    /// changes, so what is written shows there so much later. 0 to an hour, default 0: they always ask.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SharedLife { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// The headers by which the application, or a proxy in front of it, says who asks, besides <c>Authorization</c>. Whoever brings one is answered by themselves.
    /// </summary>
    public IList<string> PersonalHeaders { get; } = ["X-Forwarded-User", "X-Forwarded-Email", "X-Auth-Request-User", "X-Remote-User", "Remote-User", "X-MS-CLIENT-PRINCIPAL", "X-Client-Cert"];

    /// <summary>How the names of cookies begin that mean nothing here, such as those of statistics. Whoever brings any other cookie is answered by themselves.</summary>
    public IList<string> IgnoredCookies { get; } = ["_ga", "_gid", "_gcl", "_pk_", "_fbp", "__utm", "_hj", "_clck", "_clsk"];
}
