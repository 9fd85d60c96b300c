using Components.Htmx;
using Microsoft.AspNetCore.Components;

namespace Components.Fragments;

/// <summary>
/// A second button of a <see cref="FragmentForm"/>: it sends the same fields to another handler, or to another fragment. With JavaScript the answer is shown in that fragment's
/// element, and the form stays as it is; without, the browser is led to the answer as a document. A preview is one:
/// <code>
/// &lt;FragmentForm&gt;
///     &lt;textarea name="Text"&gt;&lt;/textarea&gt;
///     &lt;button type="submit"&gt;Send&lt;/button&gt;
///     &lt;FragmentButton Url="Preview" formnovalidate&gt;Preview&lt;/FragmentButton&gt;
///     &lt;FragmentPlace Url="Preview" /&gt;
/// &lt;/FragmentForm&gt;
/// </code>
/// </summary>
/// <remarks>
/// Put it after the form's own button: the first one is what the Enter key presses. It is a post like any other, with its checks and limits. The other handler has a form model of its own; fields
/// that it does not know are ignored. With <c>formnovalidate</c> the browser does not ask for required fields first.
/// </remarks>
public sealed partial class FragmentButton : ComponentBase
{
    private string _action = "";
    private string? _partial, _target;

    /// <summary>Which handler: <c>approve</c> for <c>OnPostApproveAsync</c>. Default: <c>OnPostAsync</c>.</summary>
    [Parameter] public string Handler { get; set; } = FragmentHandler.Default;

    /// <summary>Which fragment it posts to: one that stands in a <see cref="FragmentPlace"/> of this page. Null: the fragment around it.</summary>
    [Parameter] public FragmentUrl? Url { get; set; }

    /// <summary>The button's text.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Plain HTML attributes for the button.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    [CascadingParameter] private FragmentContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var owner = Context?.Owner ?? throw new InvalidOperationException("A FragmentButton stands in the markup of a fragment.");
        var url = Url ?? owner.Url;
        _action = url.DocumentOf(Handler);
        if (owner.Url.Terms.IsTrapped)
            (_partial, _target) = (HtmxAttributes.IsTriggered(Attributes) ? url.PartialOf(Handler) : null, $"#{url.ElementId}");
    }
}
