using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments;

/// <summary>
/// A fragment by its name: <c>&lt;ComponentView Name="comments/thread" Parameters="new { Subject = "hello" }" Load="Load.Inline" /&gt;</c>. Where the name or a parameter is wrong, visitors
/// see a quiet note and administrators what to mend; the page around it stays as it is.
/// </summary>
public sealed class ComponentView : IComponent
{
    private RenderHandle _handle;

    /// <summary>The fragment's id, <c>pack/name</c>. Empty where the attribute <c>Href</c> gives a plain address; see <see cref="Sources.SourceOptions"/>.</summary>
    [Parameter] public string Name { get; set; } = "";

    /// <summary>What the fragment and the engine are given: a dictionary, or any object by its properties. Names know no case; texts are read as they are in HTML.</summary>
    [Parameter] public object? Parameters { get; set; }

    /// <summary>What the placeholder shows; see <see cref="Fragment.Loading"/>.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>More parameters, and plain HTML attributes for the element.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object?>? Attributes { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        var services = Http.RequestServices;
        var tag = FragmentTag.Read(services.GetRequiredService<FragmentRegistry>(), Name, new RouteValueDictionary(Parameters).Concat(Attributes ?? new Dictionary<string, object?>()));
        foreach (var problem in tag.Problems)
            FragmentLog.WrongTag(services, Http.Request.Path, Name, problem.ToString());
        _handle.Render(builder => Build(builder, tag));
        return Task.CompletedTask;
    }

    private void Build(RenderTreeBuilder builder, FragmentTag tag)
    {
        if (tag.Problems.Count > 0)
        {
            BuildProblems(builder, tag);
            return;
        }
        builder.OpenComponent(0, tag.Fragment!.Type);
        builder.AddMultipleAttributes(1, tag.Values!);
        if (ChildContent is not null)
            builder.AddComponentParameter(2, nameof(Fragment.Loading), ChildContent);
        builder.CloseComponent();
    }

    private void BuildProblems(RenderTreeBuilder builder, FragmentTag tag)
    {
        var texts = CoreTexts.In(Http.RequestServices);
        var isOwner = Http.User.IsInRole(Roles.Administrator);
        builder.OpenElement(10, "div");
        builder.AddAttribute(11, "class", isOwner ? "component component-wrong notice danger" : "component component-wrong");
        builder.OpenElement(12, "p");
        builder.AddContent(13, isOwner ? texts["This tag of the page, {0}, cannot be shown. Only administrators see why:", $"<component-view name=\"{tag.Name}\">"] : texts["This part of the page is not available."]);
        builder.CloseElement();
        if (isOwner)
        {
            builder.OpenElement(14, "ul");
            foreach (var problem in tag.Problems)
            {
                builder.OpenElement(15, "li");
                builder.AddContent(16, problem.In(texts));
                builder.CloseElement();
            }
            builder.CloseElement();
        }
        builder.CloseElement();
    }
}
