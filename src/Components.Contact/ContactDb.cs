using Components.Contact.Forms;
using Components.Data;
using Components.Mail;
using Components.Posts;
using Components.Spam;
using Components.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact;

/// <summary>The messages, the outbox and what was posted: a message, its mails and the note that it was sent are one transaction.</summary>
public sealed class ContactDb(DbContextOptions<ContactDb> options) : DbContext(options)
{
    /// <summary>What people sent.</summary>
    public DbSet<ContactMessage> Messages => Set<ContactMessage>();

    /// <summary>What they sent along.</summary>
    public DbSet<ContactFile> Files => Set<ContactFile>();

    /// <summary>What went out because of it.</summary>
    public DbSet<ContactDelivery> Deliveries => Set<ContactDelivery>();

    /// <summary>Notes and answers.</summary>
    public DbSet<ContactEntry> Entries => Set<ContactEntry>();

    /// <summary>The forms that were made in the admin area.</summary>
    public DbSet<StoredForm> Forms => Set<StoredForm>();

    /// <summary>The rules that were written in the admin area.</summary>
    public DbSet<WrittenRule> Rules => Set<WrittenRule>();

    /// <summary>The mails.</summary>
    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    /// <summary>The calls of other programs.</summary>
    public DbSet<OutboxCall> Calls => Set<OutboxCall>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreInstants();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ContactMessage.Map(modelBuilder);
        ContactFile.Map(modelBuilder);
        ContactDelivery.Map(modelBuilder);
        ContactEntry.Map(modelBuilder);
        StoredForm.Map(modelBuilder);
        modelBuilder.MapRules("contact");
        modelBuilder.MapOutbox();
        modelBuilder.MapCalls();
        modelBuilder.MapPosts();
    }
}
