using Components;
using Components.Admission;
using Components.Responses;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace App.Accounts.External;

/// <summary>To a provider, and what happens when people are back. Links, not forms: a form's answer may not lead to another site (<c>form-action 'self'</c>).</summary>
internal static class ProviderEndpoints
{
    private const string WaysIn = "/account/ways-in";

    public static void MapProviders(this WebApplication app)
    {
        var lane = new LaneAttribute(Lane.Posting);
        app.MapGet("/account/external/{provider}", Start).WithMetadata(lane);
        app.MapGet("/account/external", FinishAsync).WithMetadata(lane);
        app.MapPost("/account/external/{provider}/unlink", UnlinkAsync).RequireAuthorization();
    }

    private static IResult Start(HttpContext http, string provider, string? returnUrl, string? link, IOptions<AccountsOptions> accounts, SignInManager<Account> signIn, ProviderTickets tickets)
    {
        if (!accounts.Value.OAuth.ContainsKey(provider))
            return Results.NotFound();
        var local = LocalUrl.OrElse(returnUrl, "/");
        var user = http.User.UserId();
        // Nobody is signed in because another site wanted it: there they see what would happen, and press the button themselves.
        if (http.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return Results.LocalRedirect(user is null ? SignIn(local) : WaysIn);
        if (link is not null && (user is null || !tickets.IsLink(link, user, provider)))
            return Results.LocalRedirect(WaysIn);
        if (link is null && user is not null)
            return Results.LocalRedirect(local);
        var properties = signIn.ConfigureExternalAuthenticationProperties(provider, "/account/external", link is null ? null : user);
        properties.Items[ProvidersSetup.ReturnUrl] = local;
        return Results.Challenge(properties, [provider]);
    }

    private static async Task<IResult> FinishAsync(HttpContext http, SignInManager<Account> signIn, Joining joining, FlashCookie flash, IStringLocalizer<Texts> L)
    {
        if (await signIn.GetExternalLoginInfoAsync() is not { AuthenticationProperties: { } properties } login)
        {
            flash.Keep(http, new Flash(FlashLevel.Error, L["That took too long. Please try again."]));
            return Results.LocalRedirect(SignIn("/"));
        }
        var local = LocalUrl.OrElse(properties.Items.TryGetValue(ProvidersSetup.ReturnUrl, out var kept) ? kept : null, "/");
        if (properties.Items.TryGetValue("XsrfId", out var user))
        {
            await http.SignOutAsync(IdentityConstants.ExternalScheme);
            var isLinked = user == http.User.UserId() && await joining.LinkAsync(http.User, login);
            flash.Keep(http, isLinked
                ? new Flash(FlashLevel.Success, L["You can sign in with {0} from now on.", login.ProviderDisplayName!])
                : new Flash(FlashLevel.Error, L["This could not be linked: that account at {0} belongs to somebody else here, or you were signed out meanwhile.", login.ProviderDisplayName!]));
            return Results.LocalRedirect(WaysIn);
        }
        var result = await signIn.ExternalLoginSignInAsync(login.LoginProvider, login.ProviderKey, isPersistent: false);
        if (result.Succeeded)
            return Results.LocalRedirect(local);
        if (!result.IsLockedOut && !result.IsNotAllowed)
            return Results.LocalRedirect(local.StartsWith("/account/join?", StringComparison.Ordinal) ? local : $"/account/join?returnUrl={Uri.EscapeDataString(local)}");
        flash.Keep(http, new Flash(FlashLevel.Error, L["This account is locked just now. Please try again in a quarter of an hour."]));
        return Results.LocalRedirect(SignIn(local));
    }

    private static async Task<IResult> UnlinkAsync(HttpContext http, string provider, [FromForm] string? key, Joining joining, FlashCookie flash, IStringLocalizer<Texts> L)
    {
        flash.Keep(http, await joining.UnlinkAsync(http.User, provider, key ?? "")
            ? new Flash(FlashLevel.Success, L["It is unlinked."])
            : new Flash(FlashLevel.Error, L["This is your only way to sign in. Choose a password or link another first."]));
        return Results.LocalRedirect(WaysIn);
    }

    private static string SignIn(string returnUrl) => $"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}";
}
