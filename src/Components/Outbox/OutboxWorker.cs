using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Components.Outbox;

/// <summary>
/// Sends what is due, of every kind: soon after it was written, and again with growing delays while the other side does not take it. Each kind has places of its own, and each attempt
/// a scope of its own, so that a server that is slow or dead holds up nothing but what goes to it.
/// </summary>
internal sealed partial class OutboxWorker(IEnumerable<OutboxQueue> queues, IDatabase database, IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // While the site stops. An attempt that is broken off may have been taken by the other side, and would be a double when the site is there again.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Lane[] _lanes = [.. queues.Select(queue => new Lane(queue))];
    private readonly SemaphoreSlim _ended = new(0);
    private readonly CancellationTokenSource _breakOff = new();

    private sealed class Lane(OutboxQueue queue)
    {
        public OutboxQueue Queue { get; } = queue;

        public Dictionary<DueItem, Task> Running { get; } = [];

        public void ForgetEnded()
        {
            foreach (var (item, attempt) in Running.ToArray())
                if (attempt.IsCompleted)
                    Running.Remove(item);
        }
    }

    public override void Dispose()
    {
        _ended.Dispose();
        _breakOff.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await WaitAsync(stoppingToken))
            foreach (var lane in _lanes)
                await StartDueAsync(lane, stoppingToken);
        _breakOff.CancelAfter(Grace);
        await Task.WhenAll(_lanes.SelectMany(lane => lane.Running.Values));
    }

    // For a while, or until there is a place for the next.
    private async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        try
        {
            await _ended.WaitAsync(Pause, cancellation);
            while (_ended.Wait(0, cancellation))
            {
                // Several that ended at once are one reason to look.
            }
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task StartDueAsync(Lane lane, CancellationToken cancellation)
    {
        try
        {
            lane.ForgetEnded();
            var room = lane.Queue.AtOnce - lane.Running.Count;
            var now = clock.GetUtcNow();
            if (room == 0 || !await IsAnyDueAsync(lane.Queue, now, cancellation))
                return;
            await using var scope = scopes.CreateAsyncScope();
            foreach (var item in await lane.Queue.FindDueAsync(scope.ServiceProvider, now, lane.Running.Keys, room, cancellation))
                lane.Running.Add(item, Task.Run(() => RunAsync(lane.Queue, item, _breakOff.Token), CancellationToken.None));
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.RoundFailed(logger, e);
        }
        catch (OperationCanceledException)
        {
            // The site stops.
        }
    }

    private async Task<bool> IsAnyDueAsync(OutboxQueue queue, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var command = connection.Command(queue.AnyDueSql, ("@now", now.ToUnixTimeMilliseconds()));
        return await command.AnyAsync(cancellation);
    }

    private async Task RunAsync(OutboxQueue queue, DueItem item, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await queue.TryAsync(scope.ServiceProvider, item.Id, cancellation) is { } noted)
                await SaveAsync(noted, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // An administrator removed it meanwhile.
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.AttemptFailed(logger, e, item.Id);
            // Tried again, but not as fast as it fails.
            await Task.Delay(Pause, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // The site stops; it is due when the site is there again.
        }
        finally
        {
            _ended.Release();
        }
    }

    // Also while the site stops, and for as long as the database is busy: until it is noted, the item keeps its place here and is not sent a second time.
    private async Task SaveAsync(DbContext noted, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await noted.SaveChangesAsync(CancellationToken.None);
                return;
            }
            catch (Exception e) when (database.IsUnavailable(e) && !cancellation.IsCancellationRequested)
            {
                Log.NotNoted(logger, e);
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The outbox could not be read")]
        public static partial void RoundFailed(ILogger logger, Exception e);

        [LoggerMessage(2, LogLevel.Error, "What is due in the outbox with the key {Id} could not be tried")]
        public static partial void AttemptFailed(ILogger logger, Exception e, long id);

        [LoggerMessage(3, LogLevel.Warning, "What came of an attempt could not be noted yet; the database is busy")]
        public static partial void NotNoted(ILogger logger, Exception e);
    }
}
