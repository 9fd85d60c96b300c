using Components.Htmx;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace Components.Fragments;

/// <summary>
/// A form that posts to a handler of the fragment around it, or of another: by htmx into that fragment's element, else as a plain form. Authors write plain inputs inside.
/// </summary>
public sealed partial class FragmentForm(IOptions<ComponentsOptions> options) : ComponentBase
{
    private string _prefix = "", _action = "";
    private string? _partial, _target;
    private bool _isDocument;
    private FormState _state = null!;

    /// <summary>Which handler: <c>approve</c> for <c>OnPostApproveAsync</c>. Default: <c>OnPostAsync</c>.</summary>
    [Parameter] public string Handler { get; set; } = FragmentHandler.Default;

    /// <summary>Which fragment it posts to: one that stands in a <see cref="FragmentPlace"/> of this page. Null: the fragment around it.</summary>
    [Parameter] public FragmentUrl? Url { get; set; }

    /// <summary>Whether files are sent.</summary>
    [Parameter] public bool Files { get; set; }

    /// <summary>Whether it shows what was posted to any handler of the fragment, also where nothing was wrong: a form in steps. Default false: only what its own handler refused.</summary>
    [Parameter] public bool KeepsInput { get; set; }

    /// <summary>The fields; the context tells what was typed before and what is wrong with it. Null: buttons elsewhere send it.</summary>
    [Parameter] public RenderFragment<FormState>? ChildContent { get; set; }

    /// <summary>Plain HTML attributes for the form.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    [CascadingParameter] private FragmentContext? Context { get; set; }

    // Read by upload.js, which takes off what stands beside the files: what is too large is not even sent.
    private const int BesideFiles = 2_048;
    private long? _most;

    /// <summary>The id of a fragment's form, for buttons outside of it (<c>form="…"</c>).</summary>
    public static string IdOf(Fragment owner, string handler = FragmentHandler.Default) => $"{owner.Url.ElementId}-{handler}";

    /// <summary>
    /// A form of buttons alone as a piece of a fragment's own markup, for one that stands on a page a hundred times: <c>@FragmentForm.OfButtons(this, url, "likes", @&lt;button name="Value"&gt;+&lt;/button&gt;)</c>.
    /// A component costs more than what it writes. What was refused is not said in it.
    /// </summary>
    /// <param name="owner">The fragment in whose markup it stands.</param>
    /// <param name="url">Which fragment it posts to: one that stands in a <see cref="FragmentPlace"/> of this page.</param>
    /// <param name="cssClass">The form's class.</param>
    /// <param name="content">The buttons, and fields that are hidden.</param>
    /// <param name="handler">As <see cref="Handler"/>.</param>
    /// <exception cref="ArgumentException">The fragment has no such handler.</exception>
    public static RenderFragment OfButtons(Fragment owner, FragmentUrl url, string cssClass, RenderFragment content, string handler = FragmentHandler.Default) => builder =>
    {
        builder.OpenElement(0, "form");
        builder.AddAttribute(1, "class", cssClass);
        builder.AddAttribute(2, "id", $"{url.ElementId}-{handler}");
        builder.AddAttribute(3, "method", "post");
        builder.AddAttribute(4, "action", url.DocumentOf(handler));
        builder.AddAttribute(5, "data-component-form");
        if (owner.Url.Terms.IsTrapped)
            builder.AddAttribute(6, "hx-target", $"#{url.ElementId}");
        if (owner.Call?.Kind == AnswerKind.Document)
            builder.AddMarkupContent(7, FromDocument);
        builder.AddContent(8, content);
        builder.CloseElement();
    };

    // The answer to it is a document again.
    private const string FromDocument = $"""<input type="hidden" name="{FragmentEndpoint.FromDocumentField}" value="1">""";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var owner = Context?.Owner ?? throw new InvalidOperationException("A FragmentForm stands in the markup of a fragment.");
        var posted = Url is null && owner.Call is { Handler: { } handler } call && (KeepsInput || (handler.Name == Handler && call.Response.Status >= 400)) ? call : null;
        var url = Url ?? owner.Url;
        _prefix = $"{url.ElementId}-{Handler}";
        _action = url.DocumentOf(Handler);
        if (owner.Url.Terms.IsTrapped)
            (_partial, _target) = (HtmxAttributes.IsTriggered(Attributes) ? url.PartialOf(Handler) : null, $"#{url.ElementId}");
        _isDocument = owner.Call?.Kind == AnswerKind.Document;
        _state = new FormState(_prefix, posted);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!Files)
            return;
        var owner = Context!.Owner!;
        var url = Url ?? owner.Url;
        var rules = url.Fragment.Handlers.TryGetValue(Handler, out var handler) ? await handler.FileRulesAsync(owner.Services, url, owner.Http.RequestAborted) : null;
        _most = rules is null ? options.Value.MaxFormBytes : rules.MaxTotalBytes + BesideFiles;
    }
}
