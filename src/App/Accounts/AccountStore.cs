using Components.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Answers with a failure where a unique index refuses: two people at once can both find a name free, and one of them is too late.</summary>
internal sealed class AccountStore(AccountsDb db, IDatabase database, IdentityErrorDescriber errors) : UserStore<Account, IdentityRole, AccountsDb>(db, errors)
{
    public override Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken = default) => OrTooLateAsync(() => base.CreateAsync(user, cancellationToken));

    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default) => OrTooLateAsync(() => base.UpdateAsync(user, cancellationToken));

    private async Task<IdentityResult> OrTooLateAsync(Func<Task<IdentityResult>> save)
    {
        try
        {
            return await save();
        }
        catch (DbUpdateException e) when (!database.IsUnavailable(e))
        {
            // Else what cannot be saved would be tried again with the next save.
            Context.ChangeTracker.Clear();
            return IdentityResult.Failed(NameRule.Taken);
        }
    }
}
