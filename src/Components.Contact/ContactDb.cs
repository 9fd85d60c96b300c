using Components.Data;
using Components.Mail;
using Components.Posts;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact;

/// <summary>The messages, the outbox and what was posted: a message, its mail and the note that it was sent are one transaction.</summary>
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
        modelBuilder.MapPosts();
    }
}
