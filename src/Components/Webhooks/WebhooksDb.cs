using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace Components.Webhooks;

/// <summary>The core's tables of the calls and the keys that sign them.</summary>
internal sealed class WebhooksDb(DbContextOptions<WebhooksDb> options) : DbContext(options)
{
    public DbSet<OutboxCall> Calls => Set<OutboxCall>();

    public DbSet<WebhookKey> Keys => Set<WebhookKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreInstants();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        CallModel.MapCalls(modelBuilder, isOwner: true);
        WebhookKey.Map(modelBuilder);
    }
}
