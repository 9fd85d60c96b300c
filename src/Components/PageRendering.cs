using System.Reflection;
using Components.Fragments.Rendering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components;

/// <summary>Lets an application's own pages be written as fragments are.</summary>
public static class PageRendering
{
    /// <summary>
    /// Renders the pages of <c>MapRazorComponents</c> as fragments are rendered: their fragments share markup with other answers (<see cref="Fragments.Fragment.Share"/>), and it costs about half. For pages that
    /// are rendered on the server and nowhere else: no render modes. What is posted, pages with <see cref="StreamRenderingAttribute"/> and error pages are left to the framework's own renderer.
    /// </summary>
    public static RazorComponentsEndpointConventionBuilder WithFragmentRendering(this RazorComponentsEndpointConventionBuilder pages)
    {
        pages.Finally(endpoint =>
        {
            var page = endpoint.Metadata.OfType<ComponentTypeMetadata>().LastOrDefault();
            var root = endpoint.Metadata.OfType<RootComponentMetadata>().LastOrDefault();
            if (page is null || root is null || endpoint.RequestDelegate is not { } framework || page.Type.GetCustomAttribute<StreamRenderingAttribute>() is { Enabled: true })
                return;
            endpoint.RequestDelegate = http => IsOrdinary(http) ? AnswerAsync(http, root.Type) : framework(http);
        });
        return pages;
    }

    private static bool IsOrdinary(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) && http.Features.Get<IStatusCodeReExecuteFeature>() is null && http.Features.Get<IExceptionHandlerFeature>() is null;

    private static async Task AnswerAsync(HttpContext http, Type root)
    {
        var renderer = http.RequestServices.GetRequiredService<FragmentRenderer>();
        if (await renderer.RenderAsync(http, root, []) is not { } page)
            return;
        if (renderer.IsNotFound)
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        // Into memory first: what fails on the way leaves nothing behind, so that the error page can be shown.
        using var html = new Utf8Html();
        await page.WriteToAsync(html);
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.Body.WriteAsync(html.Written, http.RequestAborted);
    }
}
