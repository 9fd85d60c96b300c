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
        _handle.Render(builder =>
        {
            builder.OpenComponent<CascadingValue<HttpContext>>(0);
            builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), http);
            builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
            builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), (RenderFragment)(inner =>
            {
                inner.OpenComponent(0, component);
                inner.AddMultipleAttributes(1, parameters!);
                inner.CloseComponent();
            }));
            builder.CloseComponent();
        });
        return Task.CompletedTask;
    }
}
