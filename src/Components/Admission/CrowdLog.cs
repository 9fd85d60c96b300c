using Microsoft.Extensions.Logging;

namespace Components.Admission;

/// <summary>Writes down when requests begin to be refused and when that ends, rather than each of them.</summary>
internal sealed partial class CrowdLog : IDisposable
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private readonly ILogger<CrowdLog> _logger;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private long _refused;
    private long _seen;

    public CrowdLog(TimeProvider clock, ILogger<CrowdLog> logger)
    {
        _logger = logger;
        _timer = clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>One more was refused.</summary>
    public void Count()
    {
        if (Interlocked.Increment(ref _refused) != 1)
            return;
        Log.Begun(_logger);
        _timer.Change(Calm, Calm);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_lock)
        {
            var refused = Volatile.Read(ref _refused);
            if (refused != _seen)
            {
                _seen = refused;
                return;
            }
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _seen = 0;
            Log.Ended(_logger, Interlocked.Exchange(ref _refused, 0));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "More is asked than can be answered in time: some requests are refused with 503. Components:Admission says how many are let in at once")]
        public static partial void Begun(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "Nobody is refused any more. {Count} requests were answered with 503")]
        public static partial void Ended(ILogger logger, long count);
    }
}
