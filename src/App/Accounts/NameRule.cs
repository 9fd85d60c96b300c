using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>No two members have names that look alike. Asked by Identity before it saves an account; the name is held, or let go of, with that save.</summary>
internal sealed class NameRule(AccountsDb db) : IUserValidator<Account>
{
    public static readonly IdentityError Taken = new() { Code = "NameTaken", Description = "Somebody else has this name, or one that looks like it." };

    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user)
    {
        var before = user.NameKey;
        user.HoldName();
        var isFree = user.NameKey is null || user.NameKey == before || !await db.Users.AsNoTracking().AnyAsync(other => other.NameKey == user.NameKey && other.Id != user.Id);
        return isFree ? IdentityResult.Success : IdentityResult.Failed(Taken);
    }
}

internal static class NameResult
{
    public static bool IsNameTaken(this IdentityResult result) => result.Errors.Any(error => error.Code == NameRule.Taken.Code);
}
