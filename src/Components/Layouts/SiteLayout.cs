using System.Globalization;
using Components.Assets;
using Components.Caching;
using Components.Fragments;
using Components.Responses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;

namespace Components.Layouts;

/// <summary>A whole page in the site's layout. What stands inside it is the page's body.</summary>
/// <remarks>A slot is filled by the page itself (<see cref="Slots"/>), else by the layout file, else by <see cref="LayoutSlots"/>, else by the pack's own fallback.</remarks>
public sealed class SiteLayout(LayoutStore layouts, LayoutSlots slots, FlashCookie flashes) : ComponentBase
{
    private Layout _layout = null!;
    private string _pathBase = "";
    private Flash? _flash;

    /// <summary>The page's body.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>What this very page puts into slots, by their names. Null: nothing.</summary>
    [Parameter] public IReadOnlyDictionary<string, FragmentHtml>? Slots { get; set; }

    /// <summary>
    /// This very page's title, and what else its head says, where that is known before the page is: it saves what a <see cref="HeadOutlet"/> takes to learn it. With it nobody listens to <see cref="PageTitle"/> and
    /// <see cref="HeadContent"/>, wherever in the page they stand. Null: what those say.
    /// </summary>
    [Parameter] public RenderFragment? Head { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    // Texts are English where there is no culture.
    private static CultureInfo Language => CultureInfo.CurrentUICulture is { Name.Length: > 0 } culture ? culture : CultureInfo.GetCultureInfo("en");

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        var layout = _layout = layouts.Current;
        Http.DependOn(() => ReferenceEquals(layouts.Current, layout));
        _pathBase = Http.Request.PathBase.ToUriComponent();
        _flash = flashes.Take(Http);
        PageAssets.Claim(Http);
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder) => Build(builder, _layout.In(Language, _pathBase));

    private void Build(RenderTreeBuilder builder, IReadOnlyList<Segment> segments)
    {
        foreach (var segment in segments)
            if (segment.TextIn(Language, _pathBase) is { } text)
                builder.AddMarkupContent(0, text);
            else
                Build(builder, segment);
    }

    private void Build(RenderTreeBuilder builder, Segment segment)
    {
        switch (segment)
        {
            case Segment.Current { Href: var href } when href == Http.Request.Path.Value:
                builder.AddMarkupContent(1, " aria-current=\"page\"");
                break;
            case Segment.Head:
                BuildHead(builder);
                PageAssets.BuildHead(builder, Http);
                builder.AddContent(2, slots.Find(LayoutSlots.Head, Http));
                break;
            case Segment.Slot { Name: "" }:
                if (!_layout.HasFlash)
                    FlashRegion.Of(Http).Build(builder, Http, _flash);
                builder.AddContent(3, ChildContent);
                break;
            case Segment.Slot { Name: Layout.Flash }:
                FlashRegion.Of(Http).Build(builder, Http, _flash);
                break;
            case Segment.Fragment or Segment.Mistake:
                TagBuilder.Build(builder, Http, segment, Build);
                break;
            case Segment.Slot slot:
                BuildSlot(builder, slot.Name, slot.Fallback, isWritten: false);
                break;
            case Segment.Written written:
                BuildSlot(builder, written.Name, written.Content, isWritten: true);
                break;
        }
    }

    private void BuildSlot(RenderTreeBuilder builder, string name, IReadOnlyList<Segment> segments, bool isWritten)
    {
        if (Slots?.TryGetValue(name, out var own) == true)
        {
            builder.OpenComponent<HtmlWithFragments>(4);
            builder.AddComponentParameter(5, nameof(HtmlWithFragments.Text), own);
            builder.CloseComponent();
        }
        else if (!isWritten && slots.Find(name, Http) is { } ofApplication)
            builder.AddContent(6, ofApplication);
        else
            Build(builder, segments);
    }

    private void BuildHead(RenderTreeBuilder builder)
    {
        if (Head is not null)
        {
            builder.AddContent(7, Head);
            return;
        }
        builder.OpenComponent<HeadOutlet>(8);
        builder.CloseComponent();
    }
}
