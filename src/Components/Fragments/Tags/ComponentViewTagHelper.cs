using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments;

/// <summary>
/// The tag for Razor Pages and MVC views: <c>&lt;component-view name="comments/thread" subject="hello" load="inline"&gt;&lt;/component-view&gt;</c>. Attributes that are the fragment's
/// parameters are given to it, those that the engine knows to the engine, and plain HTML attributes land on its element; see <see cref="ComponentView"/>.
/// </summary>
[HtmlTargetElement("component-view", Attributes = "name")]
[HtmlTargetElement("component-view", Attributes = "href")]
public sealed class ComponentViewTagHelper : TagHelper
{
    /// <summary>The fragment's id.</summary>
    public string Name { get; set; } = "";

    /// <summary>The view that is being rendered.</summary>
    [ViewContext, HtmlAttributeNotBound] public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var http = ViewContext.HttpContext;
        var renderer = http.RequestServices.GetRequiredService<IComponentPrerenderer>();
        var attributes = output.Attributes.ToDictionary(attribute => attribute.Name, attribute => (object?)(attribute.Value?.ToString() ?? ""));
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(ComponentView.Name)] = Name, [nameof(ComponentView.Parameters)] = attributes });
        var html = await renderer.Dispatcher.InvokeAsync(async () => await renderer.PrerenderComponentAsync(http, typeof(ComponentView), null!, parameters));
        output.TagName = null;
        output.Content.SetHtmlContent(html);
    }
}
