using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>Checks e-mail address and password. No account, a wrong password, one that is locked or not confirmed: each costs a password hash, and all are answered alike.</summary>
internal sealed class SignInCheck(SignInManager<Account> signIn, UserManager<Account> users, IPasswordHasher<Account> hasher)
{
    private static readonly Account Nobody = new();
    private static string? _nobodysHash;

    public async Task<bool> SignInAsync(string email, string password, bool remember)
    {
        var account = await users.FindByEmailAsync(email);
        if (account?.PasswordHash is null || await users.IsLockedOutAsync(account) || !await signIn.CanSignInAsync(account))
        {
            _nobodysHash ??= hasher.HashPassword(Nobody, "nobody's password");
            hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
            return false;
        }
        return (await signIn.PasswordSignInAsync(account, password, remember, lockoutOnFailure: true)).Succeeded;
    }
}
