using Microsoft.AspNetCore.Components;

namespace Components.Fragments;

/// <summary>A link that loads the fragment around it with other parameters, or another fragment, in its place; without JavaScript it leads to the fragment's document.</summary>
public sealed partial class FragmentLink : ComponentBase
{
    private FragmentUrl _url = null!;

    /// <summary>What the fragment around it is given; see <see cref="Fragment.With"/>. Null: as <see cref="Url"/> says.</summary>
    [Parameter] public FragmentParameters? Parameters { get; set; }

    /// <summary>Another fragment, which stands in a <see cref="FragmentPlace"/> of this page and is loaded there.</summary>
    [Parameter] public FragmentUrl? Url { get; set; }

    /// <summary>The link's text.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Plain HTML attributes for the link.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    [CascadingParameter] private FragmentContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var owner = Context?.Owner ?? throw new InvalidOperationException("A FragmentLink stands in the markup of a fragment.");
        _url = Url ?? owner.Url.With(Parameters ?? owner.Url.Parameters);
    }
}
