using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Components;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;

namespace App.Accounts.External;

/// <summary>
/// The framework's OAuth handler, with two differences: people come back to the site's configured address, whatever host a request named, and who they are is read from the provider's answer
/// by the fields that the owner configured.
/// </summary>
internal sealed class ProviderHandler(IOptionsMonitor<OAuthOptions> options, ILoggerFactory logs, UrlEncoder encoder, SiteAddress site, IOptions<AccountsOptions> accounts)
    : OAuthHandler<OAuthOptions>(options, logs, encoder)
{
    public const string EmailVerified = "email_verified";

    private const int LongestKey = 200;

    private string Callback => site.LinkTo(Options.CallbackPath);

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) => base.BuildChallengeUrl(properties, Callback);

    protected override Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context) => base.ExchangeCodeAsync(new OAuthCodeExchangeContext(context.Properties, context.Code, Callback));

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Options.UserInformationEndpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        answer.EnsureSuccessStatusCode();
        using var user = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Context.RequestAborted));
        AddClaims(identity, user.RootElement, accounts.Value.OAuth[Scheme.Name]);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private static void AddClaims(ClaimsIdentity identity, JsonElement user, OAuthProvider provider)
    {
        if (Read(user, provider.IdField) is not { Length: > 0 and <= LongestKey } key)
            throw new AuthenticationFailureException($"The provider's answer has no field '{provider.IdField}' that could be an id.");
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, key));
        if (Read(user, provider.NameField) is { Length: > 0 } name)
            identity.AddClaim(new Claim(ClaimTypes.Name, name));
        if (Read(user, provider.EmailField) is not { Length: > 0 } email)
            return;
        identity.AddClaim(new Claim(ClaimTypes.Email, email));
        if (Read(user, provider.EmailVerifiedField) == "true")
            identity.AddClaim(new Claim(EmailVerified, "true"));
    }

    /// <returns>Text, a number or true as text; null for everything else.</returns>
    private static string? Read(JsonElement user, string field)
    {
        var found = user;
        foreach (var name in field.Split('.'))
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
                return null;
        return found.ValueKind switch
        {
            JsonValueKind.String => found.GetString(),
            JsonValueKind.Number => found.GetRawText(),
            JsonValueKind.True => "true",
            _ => null,
        };
    }
}
