using System.Threading.RateLimiting;

namespace Components.Mail.Settings;

/// <summary>How often the whole site may send a test mail: whoever took over an administrator's account should not find a mail cannon in it.</summary>
internal sealed class TestMailLimit : IDisposable
{
    public const int Most = 5;

    private readonly FixedWindowRateLimiter _limiter = new(new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = TimeSpan.FromMinutes(1) });

    /// <summary>Counts one.</summary>
    /// <returns>Null where it may be sent; else how long to wait.</returns>
    public TimeSpan? Count()
    {
        using var lease = _limiter.AttemptAcquire();
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : TimeSpan.FromMinutes(1);
    }

    public void Dispose() => _limiter.Dispose();
}
