// The types of the render tree may change with the framework; a test compares each byte with the framework's own renderer.
#pragma warning disable BL0006
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.HtmlRendering.Infrastructure;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Components.Fragments.Rendering;

/// <summary>
/// Renders components once, on the server, and writes them as UTF-8 straight from the render tree: the same bytes as the framework's own renderer for pages, without the text between.
/// What components live through is the framework's; only the writing is not. One for each request.
/// </summary>
internal partial class FragmentRenderer(IServiceProvider services, ILoggerFactory loggers) : StaticHtmlRenderer(services, loggers)
{
    private string? _ledTo;
    private bool _isSetUp;

    /// <summary>Whether a component said that there is nothing at this address.</summary>
    public bool IsNotFound { get; private set; }

    /// <summary>Renders a component with everything in it, to the end of the last task.</summary>
    /// <returns>What to write; null where a component led elsewhere: the answer is then a redirect.</returns>
    public async Task<RenderedComponent?> RenderAsync(HttpContext http, Type component, Dictionary<string, object?> parameters)
    {
        SetUp(http);
        try
        {
            var rendered = await Dispatcher.InvokeAsync(() => RenderAsync(new RequestRoot(http, component, parameters)));
            if (_ledTo is null)
                return rendered;
            http.Response.Redirect(_ledTo);
        }
        catch (NavigationException e)
        {
            http.Response.Redirect(e.Location);
        }
        finally
        {
            SynchronizedFeatures.End(http);
        }
        return null;
    }

    /// <summary>Renders the fragment that was asked for at its own address.</summary>
    /// <inheritdoc cref="RenderAsync(HttpContext, Type, Dictionary{string, object?})"/>
    public Task<RenderedComponent?> RenderAsync(HttpContext http, FragmentCall call)
    {
        // Not by cascade, which would be a component for the sake of this one.
        ((FragmentActivator)http.RequestServices.GetRequiredService<IComponentActivator>()).Asked = call;
        return RenderAsync(http, call.Url.Fragment.Type, call.Values);
    }

    private async Task<RenderedComponent?> RenderAsync(IComponent root)
    {
        var id = AssignRootComponentId(root);
        await RenderRootComponentAsync(id, ParameterView.Empty);
        return new RenderedComponent(this, id);
    }

    // What components find around them in a page: where it is, and who asks. The framework's renderer for pages would do it, and costs as much as a small fragment; see also RequestRoot and RequestToken.
    private void SetUp(HttpContext http)
    {
        if (_isSetUp)
            return;
        _isSetUp = true;
        if (http.RequestServices.GetService<IComponentActivator>() is FragmentActivator activator)
            activator.HasOwnRenderer = true;
        var request = http.Request;
        var root = UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase);
        if (_navigation is IHostEnvironmentNavigationManager navigation)
            navigation.Initialize(
                root.EndsWith('/') ? root : $"{root}/",
                UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path, request.QueryString),
                Lead);
        if (_navigation is not null)
            _navigation.OnNotFound += (_, _) => IsNotFound = true;
        if (http.RequestServices.GetService<AuthenticationStateProvider>() is IHostEnvironmentAuthenticationStateProvider authentication)
            authentication.SetAuthenticationState(Task.FromResult(new AuthenticationState(http.User)));
    }

    // Where the host has chosen that leading elsewhere throws nothing.
    private Task Lead(string address)
    {
        _ledTo ??= address;
        return Task.CompletedTask;
    }
}

/// <summary>A component as it was rendered.</summary>
internal sealed class RenderedComponent(FragmentRenderer renderer, int id)
{
    /// <summary>Writes it as it is now.</summary>
    public Task WriteToAsync(Utf8Html html) => renderer.Dispatcher.InvokeAsync(() => renderer.Write(id, html));
}
