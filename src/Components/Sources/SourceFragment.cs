using System.ComponentModel.DataAnnotations;
using Components.Admission;
using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;

namespace Components.Sources;

/// <summary>What stands at a plain address, as a fragment: <c>&lt;ComponentView Href="https://news.example/box.html" /&gt;</c>. There is one only where the owner allows sources.</summary>
[Fragment(SourceFragment.Name, Title = "From another page")]
internal sealed class SourceFragment(SourceCache cache) : Fragment
{
    /// <summary>Its name in tags and in its address.</summary>
    public const string Name = "component/source";

    private string? _html;

    /// <summary>The address: http or https, at one of <see cref="SourceOptions.Origins"/>.</summary>
    [Parameter, EditorRequired, StringLength(2000)] public string Href { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        var answer = Uri.TryCreate(Href, UriKind.Absolute, out var address) && cache.Allows(address)
            ? await Http.StepAsideAsync(() => cache.GetAsync(address, Aborted))
            : new SourceAnswer(null, "its origin is not in Components:Sources:Origins", default);
        _html = answer.Html;
        if (_html is not null)
            return;
        FragmentLog.SourceFailed(Services, Href, answer.Problem!);
        // In a page the error box stands in its place.
        if (Call is null)
            throw new HttpRequestException($"{Href}: {answer.Problem}");
        Response.Status = StatusCodes.Status502BadGateway;
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", _html is null ? "component-problem notice danger" : "component-source");
        if (_html is not null)
            builder.AddMarkupContent(2, _html);
        else
            builder.AddContent(3, L["This part comes from another site, which does not answer just now."]);
        builder.CloseElement();
    }
}
