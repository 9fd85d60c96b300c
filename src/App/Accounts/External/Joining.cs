using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace App.Accounts.External;

/// <summary>
/// Accounts that people sign in to by a provider. One that is there already is never taken over by an equal e-mail address: its owner signs in and links the provider
/// (docs/decisions/0004).
/// </summary>
internal sealed class Joining(
    AccountsDb db, UserManager<Account> users, SignInManager<Account> signIn, AccountMails mails, Components.IMembers members, ProviderTickets tickets, IOptions<AccountsOptions> options)
{
    /// <summary>Makes an account with an address that is proven, and signs in.</summary>
    public async Task<Joined> MakeAsync(UserLoginInfo login, string email, string name)
    {
        var present = await users.FindByEmailAsync(email);
        if (present is { EmailConfirmed: true })
            return Joined.EmailIsKnown;
        // Somebody typed the address and never proved it to be theirs; what they set must not survive.
        if (present is not null)
            await users.DeleteAsync(present);
        var account = new Account { UserName = email, Email = email, DisplayName = name, EmailConfirmed = true };
        var made = await users.CreateAsync(account);
        if (!made.Succeeded)
            return made.IsNameTaken() ? Joined.NameIsTaken : Joined.EmailIsKnown;
        if (!(await users.AddLoginAsync(account, login)).Succeeded)
        {
            await users.DeleteAsync(account);
            return Joined.EmailIsKnown;
        }
        await signIn.SignInAsync(account, isPersistent: false, login.LoginProvider);
        return Joined.Done;
    }

    /// <summary>Writes to an address that somebody typed. The same happens whether it has an account or not; only the mail differs.</summary>
    /// <returns>False where the name is a member's.</returns>
    public async Task<bool> AskForProofAsync(UserLoginInfo login, string email, string name, string returnUrl, CancellationToken cancellation)
    {
        if (await members.IsNameTakenAsync(name, cancellation))
            return false;
        var ticket = tickets.Join(new JoinTicket(login.LoginProvider, login.ProviderKey, email, name, returnUrl));
        if (await users.FindByEmailAsync(email) is { EmailConfirmed: true } account)
            mails.AlreadyRegistered(account);
        else
            mails.Join(email, name, $"/account/join?token={ticket}");
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task<bool> LinkAsync(ClaimsPrincipal user, UserLoginInfo login)
    {
        if (await users.GetUserAsync(user) is not { } account || !(await users.AddLoginAsync(account, login)).Succeeded)
            return false;
        await users.UpdateSecurityStampAsync(account);
        await signIn.RefreshSignInAsync(account);
        return true;
    }

    /// <returns>False where no way in would be left.</returns>
    public async Task<bool> UnlinkAsync(ClaimsPrincipal user, string provider, string key)
    {
        if (await users.GetUserAsync(user) is not { } account)
            return false;
        // A provider that the owner took away is no way in.
        var others = (await users.GetLoginsAsync(account)).Where(login => (login.LoginProvider, login.ProviderKey) != (provider, key) && options.Value.OAuth.ContainsKey(login.LoginProvider));
        if (!await users.HasPasswordAsync(account) && !others.Any())
            return false;
        if (!(await users.RemoveLoginAsync(account, provider, key)).Succeeded)
            return false;
        await signIn.RefreshSignInAsync(account);
        return true;
    }
}

internal enum Joined
{
    Done,
    NameIsTaken,
    EmailIsKnown,
}
