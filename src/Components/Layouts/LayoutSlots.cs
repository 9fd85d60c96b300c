using Microsoft.AspNetCore.Components;

namespace Components.Layouts;

/// <summary>What the application puts into the layout's slots where the layout file says nothing, such as the name of who is signed in.</summary>
public sealed class LayoutSlots
{
    /// <summary>The end of every page's head, after the components' own files: for the application's styles.</summary>
    public const string Head = "head";

    private readonly Dictionary<string, Type> _components = [];

    /// <summary>Fills a slot with a component that has no required parameters. Returns itself, for the next one.</summary>
    public LayoutSlots Fill<TComponent>(string slot) where TComponent : IComponent
    {
        _components[slot] = typeof(TComponent);
        return this;
    }

    internal RenderFragment? Find(string slot) => !_components.TryGetValue(slot, out var component) ? null : builder =>
    {
        builder.OpenComponent(0, component);
        builder.CloseComponent();
    };
}
