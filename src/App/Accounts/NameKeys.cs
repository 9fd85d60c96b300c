using System.Globalization;
using Components;
using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// Gives accounts from before names were unique their key, which no SQL can make. Where two look alike, those with a role keep their name, then the one with the smaller id; the others get
/// a number: "Mary 2".
/// </summary>
internal sealed partial class NameKeys(IDatabase database, IServiceScopeFactory scopes, ILogger<NameKeys> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await IsAnyMissingAsync(cancellationToken))
            return;
        await using var scope = scopes.CreateAsyncScope();
        await FillAsync(scope.ServiceProvider.GetRequiredService<AccountsDb>(), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Plain SQL: every start comes by here, and EF would first build the model of all accounts.
    private async Task<bool> IsAnyMissingAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var command = connection.Command("""SELECT count(*) FROM accounts_users WHERE "NameKey" IS NULL AND "EmailConfirmed" """);
        return await command.AnyAsync(cancellation);
    }

    private async Task FillAsync(AccountsDb db, CancellationToken cancellation)
    {
        var taken = (await db.Users.Where(account => account.NameKey != null).Select(account => account.NameKey!).ToListAsync(cancellation)).ToHashSet();
        var accounts = await db.Users.Where(account => account.NameKey == null && account.EmailConfirmed)
            .OrderByDescending(account => db.UserRoles.Any(role => role.UserId == account.Id)).ThenBy(account => account.Id).ToListAsync(cancellation);
        foreach (var account in accounts)
        {
            var before = account.DisplayName;
            account.DisplayName = FreeName(Readable(before), taken);
            account.HoldName();
            if (account.DisplayName != before)
                Log.Renamed(logger, account.Id, before, account.DisplayName);
        }
        await db.SaveChangesAsync(cancellation);
    }

    // As it was shown until now: see Person.DisplayName.
    private static string Readable(string name)
    {
        var at = name.IndexOf('@', StringComparison.Ordinal);
        var shown = PersonName.Clean(at > 0 ? name[..at] : name).Replace("@", "", StringComparison.Ordinal);
        return PersonName.KeyOf(shown).Length > 0 ? shown : "Member";
    }

    private static string FreeName(string name, HashSet<string> taken)
    {
        var candidate = name;
        for (var number = 2; !taken.Add(PersonName.KeyOf(candidate)); number++)
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $" {number}");
            candidate = PersonName.Clean(Start(name, Account.LongestName - ending.Length) + ending);
        }
        return candidate;
    }

    // Never in the middle of a surrogate pair.
    private static string Start(string name, int length) => name.Length <= length ? name : name[..(char.IsHighSurrogate(name[length - 1]) ? length - 1 : length)];

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Names are unique now: account {Account}, \"{Before}\", is called \"{After}\" from here on")]
        public static partial void Renamed(ILogger logger, string account, string before, string after);
    }
}
