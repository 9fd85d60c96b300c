using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;

namespace App.Pages;

/// <summary>
/// Shows the page that was found for the request. The framework's router would find it once more, in a table of its own, and put two components around it: for pages that go on living in the browser, which these don't.
/// Pages that need it (<c>{Id:int}</c>, <c>@layout</c>) have it.
/// </summary>
public sealed class PageView : IComponent
{
    private static readonly ConcurrentDictionary<Type, bool> Plain = new();
    private readonly NavigationManager _navigation;
    private RenderHandle _handle;

    /// <summary>Made by the framework.</summary>
    public PageView(NavigationManager navigation)
    {
        _navigation = navigation;
        _navigation.OnNotFound += (_, asked) =>
        {
            // The framework's own renderer, which answers posts, is to know that the case is taken care of.
            asked.Path = NotFound.Path;
            Show(typeof(NotFound), []);
        };
    }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        var page = Http.GetEndpoint()!.Metadata.GetRequiredMetadata<ComponentTypeMetadata>().Type;
        if (Plain.GetOrAdd(page, IsPlain))
            Show(page, Http.Request.RouteValues);
        else
            _handle.Render(builder => BuildRouter(builder, page.Assembly));
        return Task.CompletedTask;
    }

    // A value with a constraint is to become a number, a date or whatever it is; what endpoints know of it is its text.
    private static bool IsPlain(Type page) =>
        !page.IsDefined(typeof(LayoutAttribute), inherit: true) && page.GetCustomAttributes<RouteAttribute>().All(route => !route.Template.Contains(':', StringComparison.Ordinal));

    private void Show(Type page, RouteValueDictionary values) => _handle.Render(builder =>
    {
        builder.OpenComponent(0, page);
        foreach (var (name, value) in values)
            builder.AddComponentParameter(1, name, value);
        builder.CloseComponent();
    });

    private static void BuildRouter(RenderTreeBuilder builder, Assembly assembly)
    {
        builder.OpenComponent<Router>(2);
        builder.AddComponentParameter(3, nameof(Router.AppAssembly), assembly);
        builder.AddComponentParameter(4, nameof(Router.Found), (RenderFragment<Microsoft.AspNetCore.Components.RouteData>)(route => inner =>
        {
            inner.OpenComponent<RouteView>(5);
            inner.AddComponentParameter(6, nameof(RouteView.RouteData), route);
            inner.CloseComponent();
        }));
        builder.CloseComponent();
    }
}
