using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Components.Data;

/// <summary>Brings every pack's tables up to date before the first request is answered.</summary>
internal sealed partial class DatabaseStartup(IEnumerable<MigratedContext> contexts, IServiceProvider services, ILogger<DatabaseStartup> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var context in await BehindAsync(cancellationToken))
        {
            await using var scope = services.CreateAsyncScope();
            var db = (DbContext)scope.ServiceProvider.GetRequiredService(context.Type);
            Log.Migrating(logger, context.Type.Name);
            await db.Database.MigrateAsync(cancellationToken);
        }
    }

    /// <summary>The contexts whose tables are not as they want them. Most starts find none, and finding that out by EF would build every model.</summary>
    public async Task<IReadOnlyList<MigratedContext>> BehindAsync(CancellationToken cancellation)
    {
        List<MigratedContext> behind = [];
        foreach (var context in contexts)
            if (!(await services.GetRequiredService<IDatabase>().AppliedMigrationsAsync(context.MigrationsTable, cancellation)).IsSupersetOf(MigrationsOf(context.Type)))
                behind.Add(context);
        return behind;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<string> MigrationsOf(Type context) =>
        from type in context.Assembly.GetTypes()
        where type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context
        let migration = type.GetCustomAttribute<MigrationAttribute>()
        where migration is not null
        select migration.Id;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Bringing the tables of {Context} up to date")]
        public static partial void Migrating(ILogger logger, string context);
    }
}
