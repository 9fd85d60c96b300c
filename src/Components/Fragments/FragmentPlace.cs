using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Fragments;

/// <summary>
/// The element of another fragment, with content that this one has rendered in its stead, or with none yet. Costs no instance of that fragment: a list shows a hundred of
/// them, and <see cref="FragmentLink"/>s and <see cref="FragmentForm"/>s with the same URL load each one anew.
/// </summary>
public sealed class FragmentPlace : IComponent
{
    private RenderHandle _handle;

    /// <summary>Which fragment.</summary>
    [Parameter, EditorRequired] public FragmentUrl Url { get; set; } = null!;

    /// <summary>What it shows now. Null: nothing.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Plain HTML attributes for the element.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    /// <summary>The same by plain attributes, for an element that is written a hundred times: <c>&lt;div @attributes="FragmentPlace.AttributesOf(url)"&gt;</c>. A component costs more than what it writes.</summary>
    /// <param name="url">Which fragment.</param>
    public static IReadOnlyList<KeyValuePair<string, object>> AttributesOf(FragmentUrl url) => [new("id", url.ElementId), new("data-fragment", url.Fragment.Id)];

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        _handle.Render(Build);
        return Task.CompletedTask;
    }

    private void Build(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddMultipleAttributes(1, Attributes!);
        builder.AddAttribute(2, "id", Url.ElementId);
        builder.AddAttribute(3, "data-fragment", Url.Fragment.Id);
        builder.AddContent(4, ChildContent);
        builder.CloseElement();
    }
}
