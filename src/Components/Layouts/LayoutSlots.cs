using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Components.Layouts;

/// <summary>What the application puts into the layout's slots where the layout file says nothing, such as the name of who is signed in.</summary>
public sealed class LayoutSlots
{
    /// <summary>The end of every page's head, after the components' own files: for the application's styles.</summary>
    public const string Head = "head";

    private readonly Dictionary<string, Func<HttpContext, RenderFragment>> _contents = [];

    /// <summary>Fills a slot with a component that has no required parameters. Returns itself, for the next one.</summary>
    public LayoutSlots Fill<TComponent>(string slot) where TComponent : IComponent => Fill(slot, static _ => static builder =>
    {
        builder.OpenComponent<TComponent>(0);
        builder.CloseComponent();
    });

    /// <summary>Fills a slot with a few words or links, which need no component: that would cost several times as much as what it says. Returns itself, for the next one.</summary>
    /// <param name="slot">Its name.</param>
    /// <param name="content">What it shows for a request, asked for each page where neither the page nor the layout file fills the slot: in a Razor file <c>public static RenderFragment Of(HttpContext http) =&gt; @&lt;text&gt;…&lt;/text&gt;;</c>.</param>
    public LayoutSlots Fill(string slot, Func<HttpContext, RenderFragment> content)
    {
        _contents[slot] = content;
        return this;
    }

    internal RenderFragment? Find(string slot, HttpContext http) => _contents.TryGetValue(slot, out var content) ? content(http) : null;
}
