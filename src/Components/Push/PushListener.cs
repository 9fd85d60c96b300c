namespace Components.Push;

/// <summary>One page that listens. What it has not been told yet is kept as a set of its own tags, so that a burst is one message, and a slow page costs no more than its tags.</summary>
internal sealed class PushListener(string network, IReadOnlySet<string> tags)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _untold = [];
    private TaskCompletionSource _news = New();

    public string Network { get; } = network;

    public IReadOnlySet<string> Tags { get; } = tags;

    public void Tell(string tag)
    {
        lock (_lock)
            if (_untold.Add(tag))
                _news.TrySetResult();
    }

    /// <summary>Waits for news.</summary>
    /// <returns>The tags that changed; empty where nothing did meanwhile.</returns>
    public async Task<IReadOnlyCollection<string>> WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            await _news.Task.WaitAsync(longest, clock, cancellation);
        }
        catch (TimeoutException)
        {
            return [];
        }
        lock (_lock)
        {
            string[] news = [.. _untold.Order(StringComparer.Ordinal)];
            _untold.Clear();
            _news = New();
            return news;
        }
    }

    // Who publishes must not run what waits here.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
