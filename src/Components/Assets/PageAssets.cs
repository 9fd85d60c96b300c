using Components.Fragments.Overlay;
using Components.Packs;
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

    /// <summary>What the scripts say by themselves: the name of the attribute, and the key of the text.</summary>
    public static readonly (string Name, string Key)[] Texts =
    [
        ("failed", "This part of the page could not be loaded."), ("offline", "The server could not be reached. Are you online?"), ("retry", "Try again"),
        ("message", "Message"), ("close", "Close"), ("checking", "Checking…"),
        ("slow", "This takes longer than it should. Please try again in a moment."), ("notarget", "This page has no element with the id “{0}”."),
        ("toolarge", "This is too much to send at once: {0}. At most {1} can be sent."), ("sending", "Sending…"),
        ("toolargefile", "“{0}” is too large: {1}. At most {2} can be sent."), ("toomanyfiles", "At most so many files can be sent: {0}."), ("takeout", "Take out"),
        ("news", "There is something new here."), ("show", "Show it"),
    ];

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
        BuildFlash(builder, http, http.RequestServices.GetRequiredService<FlashCookie>().Take(http));
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

    public static void BuildFlash(RenderTreeBuilder builder, HttpContext http, Flash? flash)
    {
        var texts = CoreTexts.In(http.RequestServices);
        builder.OpenElement(110, "div");
        builder.AddAttribute(111, "id", "component-flash");
        builder.AddAttribute(112, "role", "status");
        builder.AddAttribute(113, "aria-live", "polite");
        builder.AddAttribute(120, "data-component-texts", true);
        foreach (var (name, key) in Texts)
            builder.AddAttribute(121, $"data-{name}", texts[key].Value);
        if (http.RequestServices.GetRequiredService<IOptions<ComponentsOptions>>().Value.LoadBudget is { } budget)
            builder.AddAttribute(130, "data-budget", (long)budget.TotalMilliseconds);
        if (flash is not null)
            BuildMessage(builder, flash, texts["Message"], texts["Close"]);
        builder.CloseElement();
    }

    // A dialog, since that is what a browser can close without script.
    private static void BuildMessage(RenderTreeBuilder builder, Flash flash, string name, string close)
    {
        builder.OpenElement(130, "dialog");
        builder.AddAttribute(131, "open", true);
        builder.AddAttribute(132, "class", $"notice {ClassOf(flash.Level)}");
        builder.AddAttribute(133, "aria-label", name);
        builder.OpenElement(134, "p");
        builder.AddContent(136, flash.Text);
        builder.CloseElement();
        builder.OpenElement(137, "form");
        builder.AddAttribute(138, "method", "dialog");
        builder.OpenElement(139, "button");
        builder.AddAttribute(140, "class", "quiet component-close");
        builder.AddAttribute(141, "aria-label", close);
        builder.AddContent(142, "\u00d7");
        builder.CloseElement();
        builder.CloseElement();
        builder.CloseElement();
    }

    private static string ClassOf(FlashLevel level) => level switch
    {
        FlashLevel.Success => "success",
        FlashLevel.Warning => "warning",
        FlashLevel.Error => "danger",
        _ => "info",
    };
}
