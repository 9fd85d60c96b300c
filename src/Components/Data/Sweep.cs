using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Components.Data;

/// <summary>Work that comes again and again while the site runs, such as erasing what was kept long enough. A round that fails is logged, and the next one comes all the same.</summary>
/// <param name="pause">How long it waits before each round.</param>
/// <param name="clock">The time, also for the waiting.</param>
/// <param name="logger">Its name says whose work failed.</param>
public abstract partial class Sweep(TimeSpan pause, TimeProvider clock, ILogger logger) : BackgroundService
{
    /// <summary>The time.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>Where it is told what was done.</summary>
    protected ILogger Logger { get; } = logger;

    /// <summary>One round.</summary>
    /// <param name="cancellation">Ends when the site stops.</param>
    protected abstract Task RunAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, Clock, stoppingToken);
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(Logger, pause, e);
            }
            catch (OperationCanceledException)
            {
                // The site stops.
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Warning, "What is due could not be done; tried again in {Pause}")]
        public static partial void Failed(ILogger logger, TimeSpan pause, Exception e);
    }
}
