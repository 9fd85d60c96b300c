using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Components.Responses;

/// <summary>
/// An instruction to the browser out of a closed list; <c>commands.js</c> carries it out. Targets are element ids, never selectors or script.
/// Without JavaScript commands have no effect, except a redirect of the page.
/// </summary>
public sealed partial record Command
{
    private Command(string name) => Name = name;

    /// <summary>What to do.</summary>
    [JsonPropertyName("do")] public string Name { get; }

    /// <summary>The id of the element concerned; null: the fragment's own element.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Target { get; private init; }

    /// <summary>The text or address that goes with it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Value { get; private init; }

    /// <summary>Hides an element.</summary>
    public static Command Hide(string? target = null) => new("hide") { Target = Checked(target) };

    /// <summary>Removes an element.</summary>
    public static Command Remove(string? target = null) => new("remove") { Target = Checked(target) };

    /// <summary>Empties a form, or all forms in an element.</summary>
    public static Command Reset(string? target = null) => new("reset") { Target = Checked(target) };

    /// <summary>Moves the focus to an element and scrolls it into view.</summary>
    public static Command Focus(string? target = null) => new("focus") { Target = Checked(target) };

    /// <summary>Loads a fragment anew.</summary>
    public static Command Refresh(string? target = null) => new("refresh") { Target = Checked(target) };

    /// <summary>Sets the page's title.</summary>
    public static Command Title(string title) => new("title") { Value = title };

    /// <summary>Raises a DOM event on the fragment's element; it bubbles. The name must be the pack's: <c>pack.name</c>.</summary>
    public static Command Dispatch(string name, string? detail = null) =>
        EventName().IsMatch(name)
            ? new("dispatch") { Target = null, Value = name, Detail = detail }
            : throw new ArgumentException($"'{name}' cannot be the name of an event: it must look like pack.name.", nameof(name));

    /// <summary>What an event carries.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Detail { get; private init; }

    internal static Command Redirect(string url) => new("redirect") { Value = url };

    private static string? Checked(string? target) =>
        target is null || ElementId().IsMatch(target)
            ? target
            : throw new ArgumentException($"'{target}' is not the id of an element.", nameof(target));

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,99}\z")]
    private static partial Regex ElementId();

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(\.[a-z][a-z0-9-]*)+\z")]
    private static partial Regex EventName();
}
