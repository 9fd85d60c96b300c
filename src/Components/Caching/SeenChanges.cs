namespace Components.Caching;

/// <summary>Which changes something that is kept has seen.</summary>
/// <param name="tags">What it depends on.</param>
/// <param name="turn">What was the latest change when its making began; see <see cref="AnswerCache.Turn"/>.</param>
internal sealed class SeenChanges(IReadOnlyCollection<string> tags, long turn)
{
    private long _turn = turn;

    /// <summary>Whether nothing that it depends on has changed since.</summary>
    public bool AreAll(AnswerCache cache)
    {
        // Before it is looked whether they concern it: what comes then is looked at the next time.
        var now = cache.Turn;
        var seen = Volatile.Read(ref _turn);
        if (seen == now)
            return true;
        if (!cache.IsCurrent(tags, seen))
            return false;
        Volatile.Write(ref _turn, now);
        return true;
    }
}
