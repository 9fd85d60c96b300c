using System.Collections;

namespace Components.Packs;

/// <summary>The packs in use, in the order in which they were added.</summary>
public sealed class PackList : IReadOnlyList<Pack>
{
    private readonly List<Pack> _packs = [];

    /// <inheritdoc/>
    public int Count => _packs.Count;

    /// <inheritdoc/>
    public Pack this[int index] => _packs[index];

    /// <inheritdoc/>
    public IEnumerator<Pack> GetEnumerator() => _packs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(Pack pack)
    {
        if (pack.Id.Length == 0 || !pack.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
            throw new InvalidOperationException($"{pack.GetType().Name}: '{pack.Id}' cannot be a pack's id: lower-case letters and digits only.");
        if (_packs.Any(other => other.Id == pack.Id))
            throw new InvalidOperationException($"The pack '{pack.Id}' was added twice.");
        _packs.Add(pack);
    }
}
