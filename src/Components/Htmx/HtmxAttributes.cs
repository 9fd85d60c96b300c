using System.Globalization;
using Components.Fragments;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Htmx;

/// <summary>The attributes by which htmx loads. Links and forms say where they lead and what it goes into; <c>late.js</c> does the rest. Targets are always explicit, never inherited.</summary>
internal static class HtmxAttributes
{
    /// <summary>Raised on a fragment's element to load it anew; see <c>commands.js</c> and <c>swap.js</c>.</summary>
    private const string Refresh = "component:refresh";

    /// <param name="builder">Where to.</param>
    /// <param name="fragment">Which fragment.</param>
    /// <param name="load">When it loads by itself.</param>
    public static void Load(RenderTreeBuilder builder, Fragment fragment, Load load)
    {
        var delay = fragment.Delay is { } wait ? $" delay:{Milliseconds(wait)}ms" : "";
        builder.AddAttribute(20, "hx-get", fragment.Url.Partial);
        builder.AddAttribute(21, "hx-trigger", load switch
        {
            Fragments.Load.OnLoad => $"load{delay}, {Refresh}",
            Fragments.Load.WhenVisible => $"intersect once{delay}, {Refresh}",
            _ => Refresh,
        });
        Target(builder, fragment.Url.ElementId);
        // Read by poll.js, place.js and swap.js.
        if (fragment.Every is { } every)
            builder.AddAttribute(28, "data-component-every", Milliseconds(every));
        if (fragment.Times is { } times)
            builder.AddAttribute(29, "data-component-times", times);
        if (fragment.Delay is { } first && load == Fragments.Load.Inline)
            builder.AddAttribute(30, "data-component-delay", Milliseconds(first));
        if (fragment.Target is { } target)
            builder.AddAttribute(31, "data-component-target", target);
        if (fragment.Url.Terms.Budget is { } budget)
            builder.AddAttribute(32, "data-component-budget", Milliseconds(budget));
    }

    /// <summary>Whether htmx must know it before somebody touches it: it has a trigger of its own, so <c>late.js</c> leaves it alone.</summary>
    public static bool IsTriggered(IReadOnlyDictionary<string, object>? attributes) => attributes?.ContainsKey("hx-trigger") == true;

    public static void Link(RenderTreeBuilder builder, string partial, string elementId)
    {
        builder.AddAttribute(24, "hx-get", partial);
        Target(builder, elementId);
    }

    private static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static void Target(RenderTreeBuilder builder, string elementId)
    {
        builder.AddAttribute(26, "hx-target", $"#{elementId}");
        builder.AddAttribute(27, "hx-swap", "innerHTML");
    }
}
