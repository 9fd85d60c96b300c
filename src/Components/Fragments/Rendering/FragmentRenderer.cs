// The types of the render tree may change with the framework; a test compares each byte with the framework's own renderer.
#pragma warning disable BL0006
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.HtmlRendering.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Components.Fragments.Rendering;

/// <summary>
/// Renders components once, on the server, and writes them as UTF-8 straight from the render tree: the same bytes as the framework's own renderer for pages, without the text between.
/// What components live through is the framework's; only the writing is not. One for each request.
/// </summary>
internal partial class FragmentRenderer(IServiceProvider services, ILoggerFactory loggers, IComponentPrerenderer framework) : StaticHtmlRenderer(services, loggers)
{
    /// <summary>Renders a component with everything in it, to the end of the last task.</summary>
    /// <returns>What to write; null where a component led elsewhere: the answer is then a redirect.</returns>
    public async Task<RenderedComponent?> RenderAsync(HttpContext http, Type component, ParameterView parameters)
    {
        await SetUpAsync(http);
        try
        {
            return await Dispatcher.InvokeAsync(() => RenderAsync(component, parameters));
        }
        catch (NavigationException e)
        {
            http.Response.Redirect(e.Location);
            return null;
        }
    }

    private async Task<RenderedComponent?> RenderAsync(Type component, ParameterView parameters)
    {
        var id = AssignRootComponentId(InstantiateComponent(component));
        await RenderRootComponentAsync(id, parameters);
        return new RenderedComponent(this, id);
    }

    // The framework sets up for a request what only it can reach (the posted form, antiforgery, the cascading request), as soon as it is asked for anything at all.
    private async Task SetUpAsync(HttpContext http) =>
        await framework.Dispatcher.InvokeAsync(async () => await framework.PrerenderComponentAsync(http, typeof(Nothing), null!, ParameterView.Empty));

    private sealed class Nothing : IComponent
    {
        public void Attach(RenderHandle renderHandle)
        {
        }

        public Task SetParametersAsync(ParameterView parameters) => Task.CompletedTask;
    }
}

/// <summary>A component as it was rendered.</summary>
internal sealed class RenderedComponent(FragmentRenderer renderer, int id)
{
    /// <summary>Writes it as it is now.</summary>
    public Task WriteToAsync(Utf8Html html) => renderer.Dispatcher.InvokeAsync(() => renderer.Write(id, html));
}
