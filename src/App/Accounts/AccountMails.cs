using Components;
using Components.Data;
using Components.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace App.Accounts;

/// <summary>The mails about accounts, a few an hour to one address. Their links lead to the site's configured address, whatever host a request named.</summary>
internal sealed class AccountMails(AccountsDb db, UserManager<Account> users, SiteAddress site, MailAllowance allowance, TimeOrderedId ids, TimeProvider clock, IStringLocalizer<Texts> L)
{
    public async Task ConfirmAsync(Account account, string returnUrl)
    {
        var token = await users.GenerateEmailConfirmationTokenAsync(account);
        Write(account, "confirm", L["Finish your registration"], L["Please open this link to finish your registration:"], Link("/account/confirm", account, token, returnUrl));
    }

    public async Task ResetAsync(Account account)
    {
        var token = await users.GeneratePasswordResetTokenAsync(account);
        Write(account, "reset", L["Choose a new password"], L["Somebody, probably you, asked for a new password. Open this link to choose one:"], Link("/account/reset", account, token, "/"));
    }

    /// <summary>To somebody who has no account yet, and gets one by opening the link.</summary>
    public void Join(string email, string name, string link) => Write(new Account { Email = email, DisplayName = name }, "confirm", L["Finish your registration"], L["Please open this link to finish your registration:"], site.LinkTo(link));

    public void AlreadyRegistered(Account account) =>
        Write(account, "known", L["You have an account already"], L["Somebody, probably you, tried to register with this address, which has an account already. Sign in here, or choose a new password there:"], site.LinkTo("/account/sign-in"));

    /// <summary>Costs what a mail costs, and sends none.</summary>
    public async Task NobodyAsync()
    {
        var nobody = new Account { SecurityStamp = Guid.NewGuid().ToString() };
        await users.GeneratePasswordResetTokenAsync(nobody);
        db.Add(OutboxMail.Nothing(ids.Next(), clock.GetUtcNow()));
    }

    private string Link(string path, Account account, string token, string returnUrl) =>
        site.LinkTo($"{path}?user={account.Id}&token={Uri.EscapeDataString(token)}&returnUrl={Uri.EscapeDataString(returnUrl)}");

    // Beyond the allowance there is a row all the same, so that nothing tells it from outside.
    private void Write(Account account, string purpose, string subject, string text, string link) =>
        db.Add(!allowance.Take(account.Email!, purpose) ? OutboxMail.Nothing(ids.Next(), clock.GetUtcNow()) : OutboxMail.Write(ids.Next(), clock.GetUtcNow(), account.Email!, subject,
            $"{L["Hello {0},", account.DisplayName]}\n\n{text}\n\n{link}\n\n{L["If you did not ask for this, you need not do anything."]}\n"));
}
