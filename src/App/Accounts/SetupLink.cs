using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Components;
using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// While there is no administrator, each start makes a link by which the first one is made. It is good once and for an hour; a new start makes the older ones worthless.
/// </summary>
internal sealed class SetupLink(IDatabase database, SiteAddress site, TimeProvider clock) : IHostedService
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private string? _token;

    /// <summary>Null where there is an administrator.</summary>
    public string? Current => _token is null ? null : site.LinkTo($"/account/setup?token={_token}");

    // Plain SQL: every start comes by here, and EF would first build the model of all accounts.
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var administrators = connection.Command(
            """SELECT count(*) FROM accounts_user_roles AS member JOIN accounts_roles AS role ON role."Id" = member."RoleId" WHERE role."Name" = 'Administrator'""");
        if (await administrators.AnyAsync(cancellationToken))
            return;
        _token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var command = connection.Command(
            """DELETE FROM accounts_setup_tokens; INSERT INTO accounts_setup_tokens ("Id", "ExpiresAt") VALUES (@id, @expiry)""",
            ("@id", Hash(_token)),
            ("@expiry", (clock.GetUtcNow() + Life).ToUnixTimeMilliseconds()));
        await command.ExecuteNonQueryAsync(cancellationToken);
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

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
