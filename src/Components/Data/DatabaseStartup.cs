using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Components.Data;

/// <summary>Brings every pack's tables up to date before the first request is answered.</summary>
internal sealed partial class DatabaseStartup(IEnumerable<MigratedContext> contexts, IServiceScopeFactory scopes, ILogger<DatabaseStartup> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var context in contexts)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = (DbContext)scope.ServiceProvider.GetRequiredService(context.Type);
            Log.Migrating(logger, context.Type.Name);
            await db.Database.MigrateAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Bringing the tables of {Context} up to date")]
        public static partial void Migrating(ILogger logger, string context);
    }
}
