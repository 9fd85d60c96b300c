using Components.Assets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Embedding;

/// <summary>
/// The end of signing in for a page of another site: gives that page the token of <see cref="EmbeddedSignIn.IssueAsync"/> and closes the window. Only a page of <see cref="Origin"/> gets it,
/// and only the one that opened this window. For an answer that nobody keeps (<c>no-store</c>), without a <c>Cross-Origin-Opener-Policy</c> that would part the two windows.
/// </summary>
public sealed partial class VisitorHandOver : ComponentBase
{
    /// <summary>The token.</summary>
    [Parameter, EditorRequired] public string Token { get; set; } = "";

    /// <summary>For whom it is.</summary>
    [Parameter, EditorRequired] public string Origin { get; set; } = "";

    /// <summary>What is shown meanwhile.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>What is shown where no page took the token: it was closed, or another page opened this one, or none did.</summary>
    [Parameter, EditorRequired] public RenderFragment Alone { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private string Script => Http.Request.PathBase.ToUriComponent() + Http.RequestServices.GetRequiredService<AssetStore>().AddressOf("visitor-hand-over.js");
}
