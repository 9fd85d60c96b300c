using Components.Signing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments;

/// <summary>
/// The tag for Razor Pages and MVC views: <c>&lt;component-view name="comments/thread" subject="hello" load="Inline"&gt;&lt;/component-view&gt;</c>. Attributes that are the fragment's
/// parameters are given to it, <c>load</c>, <c>id</c> and <c>scope</c> to the engine, and all others land on its element.
/// </summary>
[HtmlTargetElement("component-view", Attributes = "name")]
public sealed class ComponentViewTagHelper : TagHelper
{
    /// <summary>The fragment's id.</summary>
    public string Name { get; set; } = "";

    /// <summary>When it comes into the page.</summary>
    public Load Load { get; set; } = Load.OnLoad;

    /// <summary>For whom its URLs are good. Null: as the fragment says.</summary>
    public UrlScope? Scope { get; set; }

    /// <summary>The view that is being rendered.</summary>
    [ViewContext, HtmlAttributeNotBound] public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such fragment, or a parameter is of a wrong type.</exception>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var http = ViewContext.HttpContext;
        var fragment = http.RequestServices.GetRequiredService<FragmentRegistry>().Find(Name)
            ?? throw new ArgumentException($"There is no fragment '{Name}'. Is its pack added?");
        var renderer = http.RequestServices.GetRequiredService<IComponentPrerenderer>();
        var parameters = ParameterView.FromDictionary(Read(fragment, output));
        var html = await renderer.Dispatcher.InvokeAsync(async () => await renderer.PrerenderComponentAsync(http, fragment.Type, null!, parameters));
        output.TagName = null;
        output.Content.SetHtmlContent(html);
    }

    private Dictionary<string, object?> Read(FragmentDescriptor fragment, TagHelperOutput output)
    {
        var values = new Dictionary<string, object?> { [nameof(Fragment.Load)] = Load, [nameof(Fragment.Scope)] = Scope };
        foreach (var attribute in output.Attributes)
        {
            var text = attribute.Value?.ToString() ?? "";
            var parameter = fragment.Parameters.Values.FirstOrDefault(parameter => parameter.Name.Equals(attribute.Name, StringComparison.OrdinalIgnoreCase));
            if (parameter is null)
                values[attribute.Name.Equals("id", StringComparison.OrdinalIgnoreCase) ? nameof(Fragment.Id) : attribute.Name] = text;
            else if (parameter.TryParse(text, out var value, out var problem))
                values[parameter.Property.Name] = value;
            else
                throw new ArgumentException($"<component-view name=\"{Name}\">: {problem}");
        }
        return values;
    }
}
