using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace App.Pages;

/// <summary>
/// Shows the page that was found for the request. The framework's router would find it once more, in a table of its own, and put two components around it: for pages that go on living in the browser, which these don't.
/// </summary>
public sealed class PageView : IComponent
{
    private readonly NavigationManager _navigation;
    private RenderHandle _handle;

    /// <summary>Made by the framework.</summary>
    public PageView(NavigationManager navigation)
    {
        _navigation = navigation;
        _navigation.OnNotFound += (_, asked) =>
        {
            asked.Path = NotFound.Path;
            Show(typeof(NotFound), []);
        };
    }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        Show(Http.GetEndpoint()!.Metadata.GetRequiredMetadata<ComponentTypeMetadata>().Type, Http.Request.RouteValues);
        return Task.CompletedTask;
    }

    private void Show(Type page, RouteValueDictionary values) => _handle.Render(builder =>
    {
        builder.OpenComponent(0, page);
        foreach (var (name, value) in values)
            builder.AddComponentParameter(1, name, value);
        builder.CloseComponent();
    });
}
