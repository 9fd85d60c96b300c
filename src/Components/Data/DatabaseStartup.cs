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
        var database = contexts.Any() ? services.GetRequiredService<IDatabase>() : null;
        foreach (var context in contexts)
        {
            // Most starts find nothing to do, and finding that out by EF would build every model.
            if ((await database!.AppliedMigrationsAsync(context.MigrationsTable, cancellationToken)).IsSupersetOf(MigrationsOf(context.Type)))
                continue;
            await using var scope = services.CreateAsyncScope();
            var db = (DbContext)scope.ServiceProvider.GetRequiredService(context.Type);
            Log.Migrating(logger, context.Type.Name);
            await db.Database.MigrateAsync(cancellationToken);
        }
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
