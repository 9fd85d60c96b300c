using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Components.Fragments;

/// <summary>A dictionary for several threads: one after the other, and who walks through it sees what it held then.</summary>
internal class SynchronizedDictionary<TKey, TValue>(IDictionary<TKey, TValue> own, Lock gate) : IDictionary<TKey, TValue> where TKey : notnull
{
    public ICollection<TKey> Keys => [.. All().Select(item => item.Key)];

    public ICollection<TValue> Values => [.. All().Select(item => item.Value)];

    public int Count
    {
        get
        {
            lock (gate)
                return own.Count;
        }
    }

    public bool IsReadOnly => own.IsReadOnly;

    public TValue this[TKey key]
    {
        get
        {
            lock (gate)
                return own[key];
        }
        set
        {
            lock (gate)
                own[key] = value;
        }
    }

    public void Add(TKey key, TValue value)
    {
        lock (gate)
            own.Add(key, value);
    }

    public bool ContainsKey(TKey key)
    {
        lock (gate)
            return own.ContainsKey(key);
    }

    public bool Remove(TKey key)
    {
        lock (gate)
            return own.Remove(key);
    }

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
            return own.TryGetValue(key, out value);
    }

    public void Add(KeyValuePair<TKey, TValue> item)
    {
        lock (gate)
            own.Add(item);
    }

    public void Clear()
    {
        lock (gate)
            own.Clear();
    }

    public bool Contains(KeyValuePair<TKey, TValue> item)
    {
        lock (gate)
            return own.Contains(item);
    }

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        lock (gate)
            own.CopyTo(array, arrayIndex);
    }

    public bool Remove(KeyValuePair<TKey, TValue> item)
    {
        lock (gate)
            return own.Remove(item);
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => All().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<KeyValuePair<TKey, TValue>> All()
    {
        lock (gate)
            return [.. own];
    }
}
