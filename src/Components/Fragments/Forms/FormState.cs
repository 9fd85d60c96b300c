namespace Components.Fragments;

/// <summary>What a <see cref="FragmentForm"/> knows while it is rendered: what was typed before, and what is wrong with it.</summary>
public sealed class FormState
{
    private readonly FragmentCall? _call;
    private readonly string _prefix;

    internal FormState(string prefix, FragmentCall? call) => (_prefix, _call) = (prefix, call);

    /// <summary>Whether this form was posted and is shown again.</summary>
    public bool IsShownAgain => _call is not null;

    /// <summary>What was typed into a field; empty where the form is fresh.</summary>
    public string this[string field] => _call?.Form is { } form && form.TryGetValue(field, out var values) ? values.ToString() : "";

    /// <summary>All that was sent of a field that several controls share, such as boxes; none where the form is fresh.</summary>
    public IReadOnlyList<string> Values(string field) => _call?.Form is { } form && form.TryGetValue(field, out var values) ? [.. values.OfType<string>()] : [];

    /// <summary>What is wrong with a field; "" is the form as a whole.</summary>
    public IReadOnlyList<string> Errors(string field) => _call?.Errors[field] ?? [];

    /// <summary>An id for a field's control, unique on the page.</summary>
    public string Id(string field) => $"{_prefix}-{field.ToLowerInvariant()}";

    /// <summary>The attributes of a field's control: its id and name and, where something is wrong, what tells assistive technology so.</summary>
    public IReadOnlyDictionary<string, object> Control(string field)
    {
        var attributes = new Dictionary<string, object> { ["id"] = Id(field), ["name"] = field };
        if (Errors(field).Count > 0)
        {
            attributes["aria-invalid"] = "true";
            attributes["aria-describedby"] = ErrorId(field);
        }
        return attributes;
    }

    /// <summary>The id of what <see cref="FieldError"/> says about a field, for <c>aria-describedby</c>.</summary>
    public string ErrorId(string field) => $"{Id(field)}-error";
}
