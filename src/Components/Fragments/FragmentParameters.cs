using System.Text;

namespace Components.Fragments;

/// <summary>What was given to a fragment, as it travels: names and texts, sorted by name, nulls left out. Immutable.</summary>
public sealed class FragmentParameters
{
    private readonly KeyValuePair<string, string>[] _sorted;
    private string? _query;

    internal FragmentParameters(IEnumerable<KeyValuePair<string, string>> items)
    {
        _sorted = [.. items];
        if (_sorted.Length > 1)
            Array.Sort(_sorted, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
    }

    /// <summary>No parameters at all.</summary>
    public static FragmentParameters None { get; } = new([]);

    /// <summary>Names and texts, sorted by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Items => _sorted;

    /// <summary>The text of one, by its property name or its URL name; null where it was not given.</summary>
    public string? this[string name]
    {
        get
        {
            var key = KeyOf(name);
            foreach (var (known, text) in _sorted)
                if (known == key)
                    return text;
            return null;
        }
    }

    /// <summary>The escaped query text, <c>a=1&amp;b=x%20y</c>; empty where there is nothing. Always the same for the same parameters.</summary>
    public string Query => _query ??= Write();

    /// <summary>The same with some of them changed; a null value takes one away. Property names and URL names both work.</summary>
    public FragmentParameters With(params ReadOnlySpan<(string Name, object? Value)> changes)
    {
        var items = new List<KeyValuePair<string, string>>(_sorted.Length + changes.Length);
        items.AddRange(_sorted);
        foreach (var (name, value) in changes)
        {
            var key = KeyOf(name);
            for (var at = items.Count - 1; at >= 0; at--)
                if (items[at].Key == key)
                    items.RemoveAt(at);
            if (FragmentParameter.Format(value) is { } text)
                items.Add(new(key, text));
        }
        return new FragmentParameters(items);
    }

    private static string KeyOf(string name) => char.IsUpper(name[0]) ? string.Concat([char.ToLowerInvariant(name[0])], name.AsSpan(1)) : name;

    private string Write()
    {
        if (_sorted is [var only])
            return $"{only.Key}={Uri.EscapeDataString(only.Value)}";
        var query = new StringBuilder();
        foreach (var (name, text) in _sorted)
        {
            if (query.Length > 0)
                query.Append('&');
            query.Append(name).Append('=').Append(Uri.EscapeDataString(text));
        }
        return query.ToString();
    }
}
