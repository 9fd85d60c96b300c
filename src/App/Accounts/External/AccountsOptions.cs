using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.RegularExpressions;

namespace App.Accounts.External;

/// <summary>How people get accounts. Bound from the section <c>Accounts</c>.</summary>
public sealed partial class AccountsOptions : IValidatableObject
{
    /// <summary>
    /// By which providers people can sign in, by an id of the owner's choice: 1-40 lower-case letters, digits and hyphens. It is part of the address that the provider sends people back to
    /// (<c>/account/external/{id}/callback</c>), and linked accounts are kept under it: changing it unlinks them. Default none.
    /// </summary>
    public Dictionary<string, OAuthProvider> OAuth { get; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (id, provider) in OAuth)
        {
            if (!Id().IsMatch(id))
                yield return new ValidationResult($"Accounts:OAuth:{id}: the id must be 1-40 lower-case letters, digits and hyphens.", [id]);
            foreach (var (setting, value) in new[] { (nameof(provider.Title), provider.Title), (nameof(provider.ClientId), provider.ClientId), (nameof(provider.ClientSecret), provider.ClientSecret), (nameof(provider.IdField), provider.IdField), (nameof(provider.NameField), provider.NameField) })
                if (string.IsNullOrWhiteSpace(value))
                    yield return new ValidationResult($"Accounts:OAuth:{id}:{setting} is missing.", [id]);
            foreach (var (setting, value) in new[] { (nameof(provider.AuthorizationEndpoint), provider.AuthorizationEndpoint), (nameof(provider.TokenEndpoint), provider.TokenEndpoint), (nameof(provider.UserInformationEndpoint), provider.UserInformationEndpoint) })
                if (!IsEndpoint(value))
                    yield return new ValidationResult($"Accounts:OAuth:{id}:{setting} '{value}' must be an https address (http only on this machine).", [id]);
        }
    }

    internal static bool IsGoodId(string id) => Id().IsMatch(id);

    private static bool IsEndpoint(string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && (uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address)))));

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex Id();
}

/// <summary>A provider that speaks OAuth 2 (RFC 6749, authorization code) and tells who signed in as JSON.</summary>
public sealed class OAuthProvider
{
    /// <summary>What people know it by: "Continue with {Title}". Required.</summary>
    public string? Title { get; set; }

    /// <summary>The id under which this site is registered there. Required.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret that goes with it; better in the environment than in a file. Required.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Where people are sent to sign in. An https address. Required.</summary>
    public string? AuthorizationEndpoint { get; set; }

    /// <summary>Where the code is exchanged. An https address. Required.</summary>
    public string? TokenEndpoint { get; set; }

    /// <summary>Answers with a JSON object about who signed in. An https address. Required.</summary>
    public string? UserInformationEndpoint { get; set; }

    /// <summary>What is asked for, separated by spaces, such as <c>openid profile email</c>. Default nothing.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>Whether the code is bound to the request by PKCE (RFC 7636). Default true; turn it off only for a provider that refuses it.</summary>
    public bool UsePkce { get; set; } = true;

    /// <summary>The field with the person's id, which must never change or be given to somebody else: never a name or an address. Dots lead into objects. Default <c>sub</c>.</summary>
    public string IdField { get; set; } = "sub";

    /// <summary>The field with the name, which is only a suggestion. Default <c>name</c>.</summary>
    public string NameField { get; set; } = "name";

    /// <summary>The field with the e-mail address. Default <c>email</c>; empty: none.</summary>
    public string EmailField { get; set; } = "email";

    /// <summary>
    /// The field that is true where the provider has checked that the address is the person's. Default none, and then the site checks it by a mail. Name it only for a provider that you
    /// trust in this: whoever it vouches for gets an account with that address.
    /// </summary>
    public string EmailVerifiedField { get; set; } = "";
}
