using Microsoft.AspNetCore.Components;
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
        var given = new RouteValueDictionary(Parameters);
        var tag = FragmentTag.Read(Http.RequestServices.GetRequiredService<FragmentRegistry>(), Name, given.Concat(Attributes ?? new Dictionary<string, object?>()));
        _handle.Render(builder => TagBuilder.Build(builder, Http, tag, ChildContent, given["lang"] as string));
        return Task.CompletedTask;
    }
}
