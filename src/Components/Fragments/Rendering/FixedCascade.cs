using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Fragments.Rendering;

/// <summary>A cascade whose value never changes, as all are here: what is rendered is rendered once.</summary>
internal static class FixedCascade
{
    public static void AddFixedCascade<T>(this RenderTreeBuilder builder, T value, RenderFragment content)
    {
        builder.OpenComponent<CascadingValue<T>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), value);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), content);
        builder.CloseComponent();
    }

    /// <summary>Adds a component, with what it is given.</summary>
    public static void AddComponent(this RenderTreeBuilder builder, Type component, Dictionary<string, object?> parameters)
    {
        builder.OpenComponent(0, component);
        builder.AddMultipleAttributes(1, parameters!);
        builder.CloseComponent();
    }
}
