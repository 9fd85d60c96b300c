using Components.Fragments.Rendering;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Fragments;

/// <summary>The root of a partial answer: tells the fragment that it is the one that was asked.</summary>
internal sealed class FragmentRoot : ComponentBase
{
    [Parameter] public FragmentCall Call { get; set; } = null!;

    [Parameter] public Type Fragment { get; set; } = null!;

    [Parameter] public Dictionary<string, object?> Values { get; set; } = [];

    protected override void BuildRenderTree(RenderTreeBuilder builder) => Build(builder, FragmentContext.Serving(Call), Fragment, Values);

    public static void Build(RenderTreeBuilder builder, FragmentContext context, Type component, Dictionary<string, object?> values) =>
        builder.AddFixedCascade(context, inner => inner.AddComponent(component, values));
}
