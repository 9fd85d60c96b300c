using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Fragments;

/// <summary>
/// Content for another element of the page, which it is added to at its end when the answer arrives: a new entry for a list that stands outside of the fragment. For answers to a POST
/// by htmx; without JavaScript such an answer is a redirect, and the page shows the new entry in its place.
/// </summary>
public sealed class FragmentAppend : IComponent
{
    private RenderHandle _handle;

    /// <summary>The id of that element. Where the page has none, the content is not shown.</summary>
    [Parameter, EditorRequired] public string To { get; set; } = "";

    /// <summary>What is added.</summary>
    [Parameter, EditorRequired] public RenderFragment? ChildContent { get; set; }

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
        builder.AddAttribute(1, "hx-swap-oob", $"beforeend:#{To}");
        builder.AddContent(2, ChildContent);
        builder.CloseElement();
    }
}
