namespace Components.Caching;

/// <summary>What fragments of one class have read for everybody.</summary>
internal sealed class ReadShelf(PartShelf shelf, AnswerCache cache)
{
    /// <summary>What was read, unless something that it depends on has changed since; otherwise it is read, and kept. Null is not kept.</summary>
    public async ValueTask<T?> GetAsync<T>(object key, IReadOnlyCollection<string> tags, Func<T, long> size, Func<Task<T?>> read) where T : class
    {
        if (shelf.Find(key) is KeptRead<T> kept && kept.IsCurrent(cache))
            return kept.Value;
        var turn = cache.Turn;
        var value = await read();
        // What has changed meanwhile was read by somebody else already, or will be.
        if (value is not null && cache.IsCurrent(tags, turn))
            shelf.Keep(key, new KeptRead<T>(value, size(value), tags, turn));
        return value;
    }
}

/// <summary>What was read.</summary>
/// <param name="value">Shown to many at once: it never changes.</param>
/// <param name="size">About how many bytes it takes.</param>
/// <param name="tags">What it depends on.</param>
/// <param name="turn">Which changes it has seen.</param>
internal sealed class KeptRead<T>(T value, long size, IReadOnlyCollection<string> tags, long turn) : KeptPart
{
    private readonly SeenChanges _seen = new(tags, turn);

    public T Value => value;

    public override long Size => size + 500;

    public bool IsCurrent(AnswerCache cache) => _seen.AreAll(cache);
}
