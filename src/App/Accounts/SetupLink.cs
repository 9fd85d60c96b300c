using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Components;
using Components.Packs;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// While there is no administrator, each start makes a link by which the first one is made. It is good once and for an hour; a new start makes the older ones worthless.
/// </summary>
internal sealed class SetupLink(IServiceScopeFactory scopes, SiteAddress site, TimeProvider clock) : IHostedService
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private string? _token;

    /// <summary>Null where there is an administrator.</summary>
    public string? Current => _token is null ? null : site.LinkTo($"/account/setup?token={_token}");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        db.SetupTokens.RemoveRange(await db.SetupTokens.ToListAsync(cancellationToken));
        await MakeRolesAsync(db, cancellationToken);
        var administrators = db.Roles.Where(role => role.Name == Roles.Administrator).Join(db.UserRoles, role => role.Id, member => member.RoleId, (_, member) => member);
        if (!await administrators.AnyAsync(cancellationToken))
        {
            _token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            db.Add(new SetupToken { Id = Hash(_token), ExpiresAt = clock.GetUtcNow() + Life });
        }
        await db.SaveChangesAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<bool> IsGoodAsync(AccountsDb db, string? token, CancellationToken cancellation)
    {
        var hash = Hash(token ?? "");
        var found = await db.SetupTokens.AsNoTracking().SingleOrDefaultAsync(setup => setup.Id == hash, cancellation);
        return found?.ExpiresAt > clock.GetUtcNow();
    }

    /// <summary>Takes the token out of the world; of two who try at once, one gets false.</summary>
    public async Task<bool> UseAsync(AccountsDb db, string? token, CancellationToken cancellation)
    {
        var hash = Hash(token ?? "");
        var now = clock.GetUtcNow();
        if (await db.SetupTokens.Where(setup => setup.Id == hash && setup.ExpiresAt > now).ExecuteDeleteAsync(cancellation) != 1)
            return false;
        _token = null;
        return true;
    }

    private static async Task MakeRolesAsync(AccountsDb db, CancellationToken cancellation)
    {
        var known = await db.Roles.Select(role => role.Name).ToListAsync(cancellation);
        foreach (var name in new[] { Roles.Administrator, Roles.Moderator }.Except(known))
            db.Add(new IdentityRole(name!) { NormalizedName = name!.ToUpperInvariant() });
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
