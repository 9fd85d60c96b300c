using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Components;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace App.Accounts.External;

/// <summary>The first time that somebody comes from a provider: a name, and an address where the provider vouches for none.</summary>
public sealed partial class Join
{
    private ExternalLoginInfo? _login;
    private string? _provenEmail;
    private string? _ticketReturnUrl;

    [SupplyParameterFromQuery] private string? Token { get; set; }

    [SupplyParameterFromForm] private JoinForm Form { get; set; } = null!;

    private string GoOn => LocalUrl.OrElse(_ticketReturnUrl, ReturnUrl);

    protected override async Task OnInitializedAsync()
    {
        var ticket = Services.GetRequiredService<ProviderTickets>().ReadJoin(Token);
        _login = await Services.GetRequiredService<SignInManager<Account>>().GetExternalLoginInfoAsync();
        if (_login is null && ticket is null)
        {
            GoTo("/account/sign-in", L["That took too long. Please try again."], Components.Responses.FlashLevel.Error);
            return;
        }
        // The mail was opened in another browser: one signs in at the provider there, and comes back.
        if (_login is null)
            return;
        var isTheirs = ticket is not null && (ticket.Provider, ticket.Key) == (_login.LoginProvider, _login.ProviderKey);
        _provenEmail = isTheirs ? ticket!.Email : VouchedEmail(_login.Principal);
        _ticketReturnUrl = isTheirs ? ticket!.ReturnUrl : null;
        Form ??= new() { Name = isTheirs ? ticket!.Name : Suggested(_login.Principal), Email = _login.Principal.FindFirstValue(ClaimTypes.Email) };
    }

    private async Task JoinAsync()
    {
        if (_login is null || !IsGood(Form))
            return;
        if (_provenEmail is not null)
            await MakeAsync(_provenEmail);
        else if (string.IsNullOrWhiteSpace(Form.Email))
            Fail(StatusCodes.Status422UnprocessableEntity, L["Please fill in {0}.", L["E-mail address"]], nameof(Form.Email));
        else
            await AskForProofAsync(Form.Email.Trim());
    }

    private async Task MakeAsync(string email)
    {
        var joined = Joined.NameIsTaken;
        if (!await SteadilyAsync(async () => (joined = await Services.GetRequiredService<Joining>().MakeAsync(_login!, email, PersonName.Clean(Form.Name!))) == Joined.Done))
        {
            if (Errors.Count > 0)
                return;
            // Whoever sees this has proven that the address is theirs.
            if (joined == Joined.EmailIsKnown)
                Fail(StatusCodes.Status409Conflict, L["There is an account with this address already. Sign in to it, and link {0} there.", _login!.ProviderDisplayName!]);
            else
                FailForName();
            return;
        }
        await Http.SignOutAsync(IdentityConstants.ExternalScheme);
        Navigation.NavigateTo(GoOn);
    }

    private async Task AskForProofAsync(string email)
    {
        var isDone = await SteadilyAsync(() => Services.GetRequiredService<Joining>().AskForProofAsync(_login!, email, PersonName.Clean(Form.Name!), GoOn, Http.RequestAborted));
        if (isDone)
            Navigation.NavigateTo("/account/check-mail");
        else if (Errors.Count == 0)
            FailForName();
    }

    private static string? VouchedEmail(ClaimsPrincipal person) =>
        person.FindFirstValue(ProviderHandler.EmailVerified) == "true" && person.FindFirstValue(ClaimTypes.Email) is { Length: <= 254 } email && new EmailAddressAttribute().IsValid(email) ? email : null;

    private static string Suggested(ClaimsPrincipal person)
    {
        var name = PersonName.Clean(person.FindFirstValue(ClaimTypes.Name) ?? "").Replace("@", "", StringComparison.Ordinal);
        return name.Length <= Account.LongestName ? name : "";
    }
}
