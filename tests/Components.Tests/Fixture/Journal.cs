using System.Collections.Concurrent;

namespace Components.Tests.Fixture;

/// <summary>What the fragments of the test pack did, in order.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> _entries = [];

    public IReadOnlyList<string> Entries => [.. _entries];

    /// <summary>The names of scoped services whose scope has ended.</summary>
    public ConcurrentQueue<string> Ended { get; } = [];

    public void Write(string entry) => _entries.Enqueue(entry);

    public void Clear() => _entries.Clear();
}

/// <summary>A service that lives as long as its scope.</summary>
public sealed class ScopedThing(Journal journal) : IDisposable
{
    public string Name { get; } = Guid.NewGuid().ToString("n");

    public void Dispose() => journal.Ended.Enqueue(Name);
}
