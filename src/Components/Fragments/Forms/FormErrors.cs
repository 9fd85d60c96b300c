namespace Components.Fragments;

/// <summary>What is wrong with a posted form: field names (without regard to case) to messages. The field "" is the form as a whole.</summary>
public sealed class FormErrors
{
    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many fields have a mistake.</summary>
    public int Count => _messages.Count;

    /// <summary>Which fields have one.</summary>
    public IEnumerable<string> Fields => _messages.Keys;

    /// <summary>The messages of a field; empty where nothing is wrong.</summary>
    public IReadOnlyList<string> this[string field] => _messages.TryGetValue(field, out var messages) ? messages : [];

    /// <summary>Adds a message to a field.</summary>
    public void Add(string field, string message)
    {
        if (!_messages.TryGetValue(field, out var messages))
            _messages.Add(field, messages = []);
        messages.Add(message);
    }
}
