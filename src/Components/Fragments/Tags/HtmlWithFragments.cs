using System.Globalization;
using Components.Layouts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;

namespace Components.Fragments;

/// <summary>
/// Shows an HTML text with the fragments whose tags stand in it: <c>&lt;HtmlWithFragments Html="@text" /&gt;</c>. The text is trusted as a page's own markup is; see <see cref="FragmentHtml"/>.
/// </summary>
public sealed class HtmlWithFragments : IComponent
{
    private RenderHandle _handle;

    /// <summary>The text, which is read each time. Null: <see cref="Text"/> counts.</summary>
    [Parameter] public string? Html { get; set; }

    /// <summary>The text, where it was read before.</summary>
    [Parameter] public FragmentHtml? Text { get; set; }

    /// <summary>
    /// The language of the text, where the element around it says one: fragments speak the page's, and say so where that is another. Null: the page's.
    /// </summary>
    [Parameter] public string? Language { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [CascadingParameter] private FragmentContext? Context { get; set; }

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (Html is not null)
            _handle.Render(builder => Build(builder, FragmentHtml.Read(Html).Segments));
        else if (Text is not null)
            _handle.Render(builder => TagBuilder.Build(builder, Http, Text, Build, Tongue, isInFragment: Context is not null));
        return Task.CompletedTask;
    }

    private string? Tongue => Language is { } language && CultureInfo.CurrentUICulture is { Name.Length: > 0 } culture && !culture.Name.Equals(language, StringComparison.OrdinalIgnoreCase) ? culture.Name : null;

    private void Build(RenderTreeBuilder builder, IReadOnlyList<Segment> segments)
    {
        var tongue = Tongue;
        foreach (var segment in segments)
            if (segment is Segment.Html html)
                builder.AddMarkupContent(0, html.Text);
            else
                TagBuilder.Build(builder, Http, segment, Build, tongue, isInFragment: Context is not null);
    }
}
