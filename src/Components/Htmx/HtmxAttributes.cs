using Components.Fragments;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Htmx;

/// <summary>The attributes by which htmx loads, follows and posts. Targets are always explicit, never inherited.</summary>
internal static class HtmxAttributes
{
    /// <summary>Raised on a fragment's element to load it anew; see <c>commands.js</c> and <c>swap.js</c>.</summary>
    private const string Refresh = "component:refresh";

    public static void Load(RenderTreeBuilder builder, FragmentUrl url, Load load)
    {
        builder.AddAttribute(20, "hx-get", url.Partial);
        builder.AddAttribute(21, "hx-trigger", load switch
        {
            Fragments.Load.OnLoad => $"load, {Refresh}",
            Fragments.Load.WhenVisible => $"intersect once, {Refresh}",
            _ => Refresh,
        });
        Target(builder, url.ElementId);
    }

    public static void Link(RenderTreeBuilder builder, string partial, string elementId)
    {
        builder.AddAttribute(24, "hx-get", partial);
        Target(builder, elementId);
    }

    private static void Target(RenderTreeBuilder builder, string elementId)
    {
        builder.AddAttribute(26, "hx-target", $"#{elementId}");
        builder.AddAttribute(27, "hx-swap", "innerHTML");
    }
}
