using Components;
using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>
/// Registering and forgotten passwords, so that nobody learns whether an address has an account: the answer, the work and the mail's row are the same either way; only the mail differs.
/// </summary>
internal sealed class Registration(AccountsDb db, UserManager<Account> users, IPasswordHasher<Account> hasher, AccountMails mails, IMembers members)
{
    /// <returns>False where the name is a member's. Names are public, so that may be told; and it is the same whoever owns the address, its own member included.</returns>
    public async Task<bool> RegisterAsync(string email, string name, string password, string returnUrl, CancellationToken cancellation)
    {
        if (await members.IsNameTakenAsync(name, cancellation))
            return false;
        var account = await users.FindByEmailAsync(email);
        if (account is null)
        {
            account = new Account { UserName = email, Email = email, DisplayName = name };
            var made = await users.CreateAsync(account, password);
            // Two at once: the other one was first, and has its mail.
            if (made.Succeeded)
                await mails.ConfirmAsync(account, returnUrl);
        }
        else if (account.EmailConfirmed)
        {
            hasher.HashPassword(account, password);
            mails.AlreadyRegistered(account);
        }
        else
        {
            // Whoever opens the mail owns the address; a password that somebody else set before must not survive.
            account.DisplayName = name;
            account.PasswordHash = hasher.HashPassword(account, password);
            await users.UpdateSecurityStampAsync(account);
            await mails.ConfirmAsync(account, returnUrl);
        }
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task ForgottenAsync(string email)
    {
        if (await users.FindByEmailAsync(email) is { EmailConfirmed: true } account)
            await mails.ResetAsync(account);
        else
            await mails.NobodyAsync();
        await db.SaveChangesAsync();
    }
}
