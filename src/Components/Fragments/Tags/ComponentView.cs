using Components.Packs;
using Components.Signing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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
        _handle.Render(builder => Build(builder, tag));
        return Task.CompletedTask;
    }

    private void Build(RenderTreeBuilder builder, FragmentTag tag)
    {
        if (tag.Problems.Count > 0)
        {
            TagBuilder.BuildNote(builder, Http, tag.Name, tag.Problems, new RouteValueDictionary(Parameters)["lang"] as string);
            return;
        }
        if (tag.Scope == UrlScope.User && Http.User.UserId() is null)
        {
            BuildSignIn(builder);
            return;
        }
        builder.OpenComponent(0, tag.Fragment!.Type);
        builder.AddMultipleAttributes(1, tag.Values!);
        if (ChildContent is not null)
            builder.AddComponentParameter(2, nameof(Fragment.Loading), ChildContent);
        builder.CloseComponent();
    }

    // Who writes a page cannot say for whom it is shown; a URL for nobody could not be signed.
    private void BuildSignIn(RenderTreeBuilder builder)
    {
        builder.OpenElement(10, "p");
        builder.AddAttribute(11, "class", "component");
        builder.OpenElement(12, "a");
        builder.AddAttribute(13, "href", SignInLink);
        builder.AddContent(14, CoreTexts.In(Http.RequestServices)["Sign in to see this part of the page."]);
        builder.CloseElement();
        builder.CloseElement();
    }

    private string SignInLink => $"{Http.Request.PathBase}{Http.RequestServices.GetRequiredService<IOptions<ComponentsOptions>>().Value.SignInPath}?returnUrl={Uri.EscapeDataString(Http.Request.Path)}";
}
