using Microsoft.AspNetCore.Components;

namespace Components.Fragments;

/// <summary>A link that loads the fragment around it with other parameters, in its place; without JavaScript it leads to the fragment's document.</summary>
public sealed partial class FragmentLink : ComponentBase
{
    private FragmentUrl _url = null!;

    /// <summary>What the fragment is given; see <see cref="Fragment.With"/>.</summary>
    [Parameter, EditorRequired] public FragmentParameters Parameters { get; set; } = FragmentParameters.None;

    /// <summary>The link's text.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Plain HTML attributes for the link.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    [CascadingParameter] private FragmentContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var owner = Context?.Owner ?? throw new InvalidOperationException("A FragmentLink stands in the markup of a fragment.");
        _url = owner.Url.With(Parameters);
    }
}
