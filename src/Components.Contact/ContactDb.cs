using Components.Data;
using Components.Mail;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact;

/// <summary>The messages, and the outbox: a message and its mail are one transaction.</summary>
public sealed class ContactDb(DbContextOptions<ContactDb> options) : DbContext(options)
{
    /// <summary>What people sent.</summary>
    public DbSet<ContactMessage> Messages => Set<ContactMessage>();

    /// <summary>Their mails.</summary>
    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreInstants();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ContactMessage.Map(modelBuilder);
        modelBuilder.MapOutbox();
    }
}
