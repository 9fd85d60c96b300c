using Components.Fragments.Overlay;
using Components.Responses;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Assets;

/// <summary>
/// Writes what a page with fragments needs, once: styles, htmx, our modules, and the region in which flashes are announced. In the site's layout it goes into the head;
/// in somebody else's page the first fragment brings it along.
/// </summary>
internal static class PageAssets
{
    private static readonly object Claimed = new();

    /// <summary>Says that the page's layout writes the parts itself.</summary>
    public static void Claim(HttpContext http) => http.Items[Claimed] = true;

    /// <summary>Writes all of it where nobody else has.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="http">The request.</param>
    /// <param name="writer">Who writes it, and may write it anew.</param>
    public static void BuildOnce(RenderTreeBuilder builder, HttpContext http, object writer)
    {
        if (!http.Items.TryAdd(Claimed, writer) && http.Items[Claimed] != writer)
            return;
        BuildHead(builder, http);
        FlashRegion.Of(http).Build(builder, http, http.RequestServices.GetRequiredService<FlashCookie>().Take(http));
    }

    public static void BuildHead(RenderTreeBuilder builder, HttpContext http)
    {
        var assets = http.RequestServices.GetRequiredService<AssetStore>();
        var root = http.Request.PathBase.ToUriComponent();
        var hasOverlay = http.RequestServices.GetRequiredService<Costs>().HasOverlay;
        BuildStyles(builder, root + assets.AddressOf("components.css"));
        if (hasOverlay)
            BuildStyles(builder, root + assets.AddressOf(AssetStore.OverlayStyles));
        builder.OpenElement(103, "script");
        builder.AddAttribute(104, "defer", true);
        builder.AddAttribute(105, "src", root + assets.AddressOf("lib/htmx.min.js"));
        builder.CloseElement();
        IEnumerable<string> modules = assets.Modules;
        if (http.RequestServices.GetRequiredService<IOptions<ComponentsOptions>>().Value.Batch)
            modules = modules.Prepend("batch.js");
        foreach (var module in hasOverlay ? modules.Append("overlay.js") : modules)
        {
            builder.OpenElement(106, "script");
            builder.AddAttribute(107, "type", "module");
            builder.AddAttribute(108, "src", root + assets.AddressOf(module));
            if (module == "overlay.js")
                builder.AddAttribute(109, "data-component-overlay", OverlayTexts.In(http.RequestServices));
            builder.CloseElement();
        }
    }

    private static void BuildStyles(RenderTreeBuilder builder, string address)
    {
        builder.OpenElement(100, "link");
        builder.AddAttribute(101, "rel", "stylesheet");
        builder.AddAttribute(102, "href", address);
        builder.CloseElement();
    }
}
