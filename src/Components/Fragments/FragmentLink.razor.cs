using Components.Htmx;
using Microsoft.AspNetCore.Components;

namespace Components.Fragments;

/// <summary>A link that loads the fragment around it with other parameters, or another fragment, in its place; without JavaScript it leads to the fragment's document.</summary>
public sealed partial class FragmentLink : ComponentBase
{
    private string _href = "";
    private string? _partial, _target, _push;

    /// <summary>What the fragment around it is given; see <see cref="Fragment.With"/>. Null: as <see cref="Url"/> says.</summary>
    [Parameter] public FragmentParameters? Parameters { get; set; }

    /// <summary>Another fragment, which stands in a <see cref="FragmentPlace"/> of this page and is loaded there.</summary>
    [Parameter] public FragmentUrl? Url { get; set; }

    /// <summary>
    /// Whether the address bar changes with it, so that the back button leads back to what was shown before, and the page's address shows the same again. The fragment must then understand the address in
    /// <see cref="Fragment.OnPageAsked"/>. Default false.
    /// </summary>
    [Parameter] public bool Push { get; set; }

    /// <summary>
    /// The page's address with <see cref="Push"/>: a local path. Null: the host page with the parameters that a tag need not give as its query, such as <c>/articles?page=2</c>.
    /// </summary>
    [Parameter] public string? PushUrl { get; set; }

    /// <summary>The link's text.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Plain HTML attributes for the link.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    [CascadingParameter] private FragmentContext? Context { get; set; }

    /// <summary>The same by plain attributes, for a link that is written a hundred times: <c>&lt;a @attributes="FragmentLink.AttributesOf(this, url)"&gt;</c>. A component costs more than what it writes.</summary>
    /// <param name="owner">The fragment in whose markup it stands.</param>
    /// <param name="url">Where it leads: as <see cref="Url"/>.</param>
    public static IReadOnlyList<KeyValuePair<string, object>> AttributesOf(Fragment owner, FragmentUrl url) => owner.Url.Terms.IsTrapped
        ? [new("href", url.Document), new("hx-target", $"#{url.ElementId}")]
        : [new("href", url.Document)];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var owner = Context?.Owner ?? throw new InvalidOperationException("A FragmentLink stands in the markup of a fragment.");
        var url = Url ?? owner.Url.With(Parameters ?? owner.Url.Parameters);
        var page = Push ? PageOf(owner, url) : null;
        _href = page ?? url.Document;
        if (!owner.Url.Terms.IsTrapped)
            return;
        // Where it leads to the document, late.js finds the fragment's address by itself.
        (_partial, _target, _push) = (page is null && !HtmxAttributes.IsTriggered(Attributes) ? null : url.Partial, $"#{url.ElementId}", page);
    }

    private string PageOf(Fragment owner, FragmentUrl url)
    {
        if (PushUrl is not null)
            return LocalUrl.IsLocal(PushUrl) ? PushUrl : throw new InvalidOperationException($"PushUrl=\"{PushUrl}\" is not a local path.");
        // Else the address would show something else to whoever opens it again.
        if (Url is not null || !owner.FollowsPage)
            throw new InvalidOperationException($"A FragmentLink with Push needs a fragment that understands the page's address: override OnPageAsked in {owner.GetType().Name}, or give PushUrl.");
        return PageAddress.Of(url);
    }
}
