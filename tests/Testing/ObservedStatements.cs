using System.Data.Common;
using System.Globalization;
using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Testing;

/// <summary>A site's database whose plain statements are looked at as a context's commands are.</summary>
public sealed class ObservedStatements(IDatabase inner, SqlLog? log, SqlPlans? plans, SqlWork? work) : IDatabase
{
    public async Task<List<T>> ReadAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using var connection = await inner.OpenAsync(cancellation);
        work?.Watch(connection);
        await using var command = connection.CommandOf(sql, values);
        log?.Commands.Enqueue(sql);
        if (plans is not null)
            await plans.ExplainAsync(command);
        return await command.AllAsync(read, cancellation);
    }

    public Task<DbConnection> OpenAsync(CancellationToken cancellation) => inner.OpenAsync(cancellation);

    public void Configure(IServiceProvider scope, DbContextOptionsBuilder options, string migrationsTable) => inner.Configure(scope, options, migrationsTable);

    public Task<IReadOnlySet<string>> AppliedMigrationsAsync(string migrationsTable, CancellationToken cancellation) => inner.AppliedMigrationsAsync(migrationsTable, cancellation);

    public bool IsUnavailable(Exception exception) => inner.IsUnavailable(exception);

    public bool IsDuplicate(Exception exception) => inner.IsDuplicate(exception);

    public Task<T> WriteAsync<T>(Func<PlainTransaction, Task<T>> work, CancellationToken cancellation) =>
        inner.WriteAsync(transaction => work(new Observed(transaction, log, plans)), cancellation);

    public Task<T> WriteAsync<T>(DbContext db, Func<Task<T>> work, CancellationToken cancellation) => inner.WriteAsync(db, work, cancellation);

    private sealed class Observed(PlainTransaction inner, SqlLog? log, SqlPlans? plans) : PlainTransaction
    {
        public override async Task<List<T>> AllAsync<T>(string sql, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken cancellation)
        {
            await ObserveAsync(sql, values);
            return await inner.AllAsync(sql, values, read, cancellation);
        }

        public override async Task<int> ExecuteAsync(string sql, IReadOnlyList<object> values, CancellationToken cancellation)
        {
            await ObserveAsync(sql, values);
            return await inner.ExecuteAsync(sql, values, cancellation);
        }

        private async Task ObserveAsync(string sql, IReadOnlyList<object> values)
        {
            log?.Commands.Enqueue(sql);
            plans?.Seen.Enqueue(new SqlPlan(sql, await inner.AllAsync($"EXPLAIN QUERY PLAN {sql}", values, row => row.GetString(3), CancellationToken.None)));
        }
    }
}

/// <summary>For hosts of tests.</summary>
public static class ObservedStatementsSetup
{
    internal static DbCommand CommandOf(this DbConnection connection, string sql, IReadOnlyList<object> values) =>
        connection.Command(sql, values.Select((value, number) => (string.Create(CultureInfo.InvariantCulture, $"@p{number}"), value)));

    internal static async Task<List<T>> AllAsync<T>(this DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<T> all = [];
        while (await rows.ReadAsync(cancellation))
            all.Add(read(rows));
        return all;
    }

    public static void ObserveStatements(this IServiceCollection services, SqlLog? log = null, SqlPlans? plans = null, SqlWork? work = null)
    {
        var database = services.Last(service => service.ServiceType == typeof(IDatabase));
        services.AddSingleton<IDatabase>(provider => new ObservedStatements((IDatabase)ActivatorUtilities.CreateInstance(provider, database.ImplementationType!), log, plans, work));
    }
}
