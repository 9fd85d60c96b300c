using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Goals;

/// <summary>
/// People who come at a rate of their own, whether or not those before them have been answered; wrk waits for its answers, so it can never ask for more than is served. At most 4,000 wait at once: who comes then has
/// got no connection.
/// </summary>
internal sealed class Crowd(Uri address) : IDisposable
{
    private const int MostWaiting = 4000;
    private readonly HttpClient _client = NewClient();
    private readonly ConcurrentDictionary<HttpStatusCode, ConcurrentBag<double>> _answers = new();
    private int _waiting;
    private int _lost;

    /// <summary>How many came.</summary>
    public int Asked { get; private set; }

    /// <summary>How many got neither what they wanted nor a refusal in words: no connection, no answer within 10 seconds, or another status.</summary>
    public int Lost => _lost + _answers.Where(answers => answers.Key is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)).Sum(answers => answers.Value.Count);

    public static HttpClient NewClient() => new(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = MostWaiting })
    {
        Timeout = TimeSpan.FromSeconds(10),
        DefaultRequestHeaders = { { "HX-Request", "true" }, { "Cookie", BenchSite.PastTheCache.Split(": ")[1] } },
    };

    public void Dispose() => _client.Dispose();

    /// <returns>Milliseconds of the answers with that status.</returns>
    public IReadOnlyList<double> Of(HttpStatusCode status) => _answers.TryGetValue(status, out var answers) ? [.. answers] : [];

    public async Task RunAsync(double rate, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            for (var due = (int)(rate * watch.Elapsed.TotalSeconds); Asked < due; Asked++)
                _ = AskAsync();
            await Task.Delay(1);
        }
        while (Volatile.Read(ref _waiting) > 0)
            await Task.Delay(10);
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
        try
        {
            using var answer = await _client.GetAsync(address);
            _answers.GetOrAdd(answer.StatusCode, _ => []).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            Interlocked.Increment(ref _lost);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
