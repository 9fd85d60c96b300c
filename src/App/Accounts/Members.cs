using Components;
using Components.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Tells packs who is a member. Only confirmed addresses count: what somebody merely typed must not keep its owner from anything.</summary>
internal sealed class Members(PlainReads reads, IServiceProvider services, ILookupNormalizer normalizer, TimeProvider clock) : IMembers
{
    public bool AreInDatabase => true;

    public Task<bool> IsNameTakenAsync(string name, CancellationToken cancellation) => IsNameTakenAsync(reads, name, cancellation);

    public async Task<bool> IsNameTakenAsync(PlainStatements statements, string name, CancellationToken cancellation)
    {
        var key = PersonName.KeyOf(name);
        return key.Length > 0 && await IsThereAsync(statements, "\"NameKey\" = @p0", key, cancellation);
    }

    public Task<bool> IsEmailTakenAsync(string email, CancellationToken cancellation) => IsEmailTakenAsync(reads, email, cancellation);

    public Task<bool> IsEmailTakenAsync(PlainStatements statements, string email, CancellationToken cancellation) =>
        IsThereAsync(statements, "\"NormalizedEmail\" = @p0 AND \"EmailConfirmed\"", normalizer.NormalizeEmail(email.Trim()), cancellation);

    public async Task<Member?> FindAsync(string id, CancellationToken cancellation)
    {
        var found = await Db.Users.AsNoTracking().Where(account => account.Id == id && account.EmailConfirmed)
            .Select(account => new { account.DisplayName, account.SecurityStamp, account.LockoutEnd }).SingleOrDefaultAsync(cancellation);
        return found is null || found.LockoutEnd > clock.GetUtcNow() ? null : new Member(id, found.DisplayName, found.SecurityStamp ?? "");
    }

    public async Task<IReadOnlyList<Member>> InRolesAsync(IReadOnlyCollection<string> roles, int most, CancellationToken cancellation)
    {
        var db = Db;
        var (names, now) = (roles.Select(normalizer.NormalizeName).ToList(), clock.GetUtcNow());
        var ids = from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id where names.Contains(role.NormalizedName) select held.UserId;
        return await db.Users.AsNoTracking().Where(account => ids.Contains(account.Id) && account.EmailConfirmed && (account.LockoutEnd == null || account.LockoutEnd <= now))
            .OrderBy(account => account.DisplayName).Take(most).Select(account => new Member(account.Id, account.DisplayName, account.SecurityStamp ?? "")).ToListAsync(cancellation);
    }

    // A context costs more than to ask by a name, which each guest's comment does.
    private AccountsDb Db => services.GetRequiredService<AccountsDb>();

    private static async Task<bool> IsThereAsync(PlainStatements statements, string where, string value, CancellationToken cancellation) =>
        (await statements.AllAsync($"SELECT 1 FROM \"accounts_users\" WHERE {where} LIMIT 1", [value], _ => true, cancellation)).Count > 0;
}
