using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Goals;

/// <summary>
/// People who come at a rate of their own, whether or not those before them have been answered; wrk waits for its answers, so it can never ask for more than is served. At most 4,000 wait at once: who comes then has
/// got no connection.
/// </summary>
internal sealed class Crowd(Uri address, params IReadOnlyList<string> headers) : IDisposable
{
    private const int MostWaiting = 4000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentStack<CrowdConnection> _idle = new();
    private readonly ConcurrentDictionary<HttpStatusCode, ConcurrentBag<double>> _answers = new();
    private int _waiting;
    private int _lost;

    /// <summary>How many came.</summary>
    public int Asked { get; private set; }

    /// <summary>Processor time that it took them to ask, in microseconds for each: the server cannot have it.</summary>
    public double OwnMicroseconds { get; private set; }

    /// <summary>How many got neither what they wanted nor a refusal in words: no connection, no answer within 10 seconds, or another status.</summary>
    public int Lost => _lost + _answers.Where(answers => answers.Key is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)).Sum(answers => answers.Value.Count);

    public void Dispose()
    {
        foreach (var connection in _idle)
            connection.Dispose();
    }

    /// <returns>Milliseconds of the answers with that status.</returns>
    public IReadOnlyList<double> Of(HttpStatusCode status) => _answers.TryGetValue(status, out var answers) ? [.. answers] : [];

    public async Task RunAsync(double rate, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        while (watch.Elapsed < time)
        {
            for (var due = (int)(rate * watch.Elapsed.TotalSeconds); Asked < due; Asked++)
                _ = AskAsync();
            await Task.Delay(1);
        }
        while (Volatile.Read(ref _waiting) > 0)
            await Task.Delay(10);
        OwnMicroseconds = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Asked;
    }

    private async Task AskAsync()
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Increment(ref _lost);
            Interlocked.Decrement(ref _waiting);
            return;
        }
        var start = Stopwatch.GetTimestamp();
        var connection = _idle.TryPop(out var idle) ? idle : new CrowdConnection(address, headers);
        try
        {
            var status = await connection.AskAsync().WaitAsync(Patience);
            _answers.GetOrAdd(status, _ => []).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            _idle.Push(connection);
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException)
        {
            Interlocked.Increment(ref _lost);
            connection.Dispose();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
