using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments.Rendering;

/// <summary>Stands in for the framework's <c>AntiforgeryToken</c>, which knows of a request only what the renderer for pages has told it. Writes the same.</summary>
internal sealed class RequestToken : ComponentBase
{
    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var antiforgery = Http.RequestServices.GetRequiredService<IAntiforgery>();
        var tokens = Http.Response.HasStarted ? antiforgery.GetTokens(Http) : antiforgery.GetAndStoreTokens(Http);
        if (tokens.RequestToken is not { } token)
            return;
        builder.OpenElement(0, "input");
        builder.AddAttribute(1, "type", "hidden");
        builder.AddAttribute(2, "name", tokens.FormFieldName);
        builder.AddAttribute(3, "value", token);
        builder.CloseElement();
    }
}
