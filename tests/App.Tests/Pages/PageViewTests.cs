using App.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace App.Tests.Pages;

/// <summary>Pages as routing has found them.</summary>
public sealed class PageViewTests
{
    [Fact]
    public async Task A_page_is_given_the_values_of_its_address() => Assert.Equal("plain a b", await ShowAsync(typeof(PlainPage), "/plain/a%20b", ("Name", "a b")));

    [Fact]
    public async Task One_whose_values_are_no_text_is_given_what_they_are() => Assert.Equal("number 7", await ShowAsync(typeof(NumberPage), "/number/6", ("Number", "6")));

    [Fact]
    public async Task One_with_a_layout_stands_in_it() => Assert.Equal("around framed", await ShowAsync(typeof(FramedPage), "/framed"));

    private static async Task<string> ShowAsync(Type page, string address, params (string Name, string Value)[] values)
    {
        var http = new DefaultHttpContext();
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new ComponentTypeMetadata(page)), null));
        foreach (var (name, value) in values)
            http.Request.RouteValues[name] = value;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddRazorComponents();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        ((IHostEnvironmentNavigationManager)scope.ServiceProvider.GetRequiredService<NavigationManager>()).Initialize("http://localhost/", $"http://localhost{address}");
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, app.Services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CascadingValue<HttpContext>>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(CascadingValue<>.Value)] = http,
            [nameof(CascadingValue<>.ChildContent)] = (RenderFragment)(inner =>
            {
                inner.OpenComponent<PageView>(0);
                inner.CloseComponent();
            }),
        }))).ToHtmlString());
    }
}

/// <summary>A page whose value is a text.</summary>
[Route("/plain/{Name}")]
public sealed class PlainPage : Written
{
    [Parameter] public string Name { get; set; } = "";

    protected override string Text => $"plain {Name}";
}

/// <summary>A page whose value is a number.</summary>
[Route("/number/{Number:int}")]
public sealed class NumberPage : Written
{
    [Parameter] public int Number { get; set; }

    protected override string Text => $"number {Number + 1}";
}

/// <summary>A page with a layout of its own.</summary>
[Route("/framed"), Layout(typeof(Frame))]
public sealed class FramedPage : Written
{
    protected override string Text => "framed";
}

/// <summary>What stands around a page.</summary>
public sealed class Frame : LayoutComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddContent(0, "around ");
        builder.AddContent(1, Body);
    }
}

/// <summary>A page that says a few words.</summary>
public abstract class Written : ComponentBase
{
    protected abstract string Text { get; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Text);
}
