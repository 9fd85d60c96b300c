using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Fragments;

/// <summary>Where in an element something is shown.</summary>
public enum IntoPlace
{
    /// <summary>After what is there.</summary>
    End,

    /// <summary>Before what is there.</summary>
    Start,

    /// <summary>In place of all that is there.</summary>
    Whole,
}

/// <summary>
/// Content for another element of the page than the one that the answer is for, shown in it when the answer arrives: a new entry for a list, the number above it. For answers to a POST
/// by htmx; without JavaScript such an answer is a redirect, and the page shows everything in its place.
/// </summary>
public sealed class FragmentInto : IComponent
{
    private RenderHandle _handle;

    /// <summary>The id of that element. Where the page has none, the content is not shown.</summary>
    [Parameter, EditorRequired] public string Element { get; set; } = "";

    /// <summary>Where in it. Default <see cref="IntoPlace.End"/>.</summary>
    [Parameter] public IntoPlace At { get; set; }

    /// <summary>What is shown there.</summary>
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
        builder.AddAttribute(1, "hx-swap-oob", $"{How}:#{Element}");
        builder.AddContent(2, ChildContent);
        builder.CloseElement();
    }

    private string How => At switch
    {
        IntoPlace.Start => "afterbegin",
        IntoPlace.Whole => "innerHTML",
        _ => "beforeend",
    };
}
