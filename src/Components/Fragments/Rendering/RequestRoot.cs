using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Components.Fragments.Rendering;

/// <summary>What stands around all that is rendered for a request: the request itself, by cascade. Found there, it is not asked of the framework's renderer for pages, which is then not made at all.</summary>
/// <param name="http">The request.</param>
/// <param name="component">What is rendered.</param>
/// <param name="parameters">What that is given.</param>
internal sealed class RequestRoot(HttpContext http, Type component, Dictionary<string, object?> parameters) : IComponent
{
    private RenderHandle _handle;

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView view)
    {
        _handle.Render(builder => builder.AddFixedCascade(http, inner => inner.AddComponent(component, parameters)));
        return Task.CompletedTask;
    }
}
