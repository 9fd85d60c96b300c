using Components;
using Components.Embedding;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>
/// Opened as a pop-up by a page of another site: who is signed in here says whether that page may know them. Never by itself: the page could be opened by a site that only wants to find out
/// who somebody is.
/// </summary>
public sealed partial class Embedded : AccountPage
{
    private string? _site;
    private string? _token;

    /// <summary>As the browser of that page writes it.</summary>
    [SupplyParameterFromQuery] private string? Origin { get; set; }

    // What people know a site by. An origin is plain ASCII, so nothing here only looks like it.
    private string Host => Uri.TryCreate(Origin, UriKind.Absolute, out var uri) ? uri.Authority : "";

    private EmbeddedSignIn SignIn => Services.GetRequiredService<EmbeddedSignIn>();

    protected override async Task OnInitializedAsync()
    {
        // Else the browser parts this window from the page that opened it.
        Http.Response.Headers["Cross-Origin-Opener-Policy"] = "unsafe-none";
        Http.Response.Headers.CacheControl = "no-store";
        _site = await SignIn.NameOfAsync(Origin, Http.RequestAborted);
        if (_site is null)
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (Http.User.UserId() is null)
            Navigation.NavigateTo($"/account/sign-in?returnUrl={Uri.EscapeDataString($"/account/embedded?origin={Uri.EscapeDataString(Origin!)}")}");
    }

    private async Task ContinueAsync()
    {
        if (!IsGood(new object()))
            return;
        // A cookie may be older than the last time that its owner signed out everywhere: it is looked at only now and then.
        var isCurrent = await Services.GetRequiredService<SignInManager<Account>>().ValidateSecurityStampAsync(Http.User) is not null;
        _token = isCurrent ? await SignIn.IssueAsync(Http.User, Origin, Http.RequestAborted) : null;
        if (_token is null)
            Fail(StatusCodes.Status403Forbidden, L["Your account cannot be used just now. Sign out here, and sign in again."]);
    }
}
