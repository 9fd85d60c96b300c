using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace Components.Mail;

/// <summary>The core's own tables: the outbox.</summary>
internal sealed class MailDb(DbContextOptions<MailDb> options) : DbContext(options)
{
    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreInstants();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => OutboxModel.MapOutbox(modelBuilder, isOwner: true);
}
