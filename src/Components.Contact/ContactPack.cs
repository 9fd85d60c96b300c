using Components.Contact.Form;
using Components.Contact.Forms;
using Components.Contact.Inbox;
using Components.Contact.Mails;
using Components.Contact.Defence;
using Components.Data;
using Components.Packs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Contact;

/// <summary>A contact form whose messages are kept first and mailed then, and their inbox.</summary>
public sealed class ContactPack : Pack
{
    /// <summary>The permission to read what people sent.</summary>
    public const string Read = "contact.read";

    /// <inheritdoc/>
    public override string Id => "contact";

    /// <inheritdoc/>
    public override string Title => "Contact";

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions => [new(Read, "Read messages", Roles.Administrator)];

    /// <inheritdoc/>
    public override IEnumerable<AdminPage> AdminPages => [new("Contact inbox", typeof(ContactInbox), ContactInbox.CountAsync), new("Rules for messages", typeof(MessageRulesPage))];

    /// <inheritdoc/>
    public override async Task<IReadOnlyCollection<Guid>?> ClaimedFilesAsync(IServiceProvider services, IReadOnlyCollection<Guid> files, CancellationToken cancellation) =>
        await services.GetRequiredService<ContactDb>().Files.Where(file => files.Contains(file.Id)).Select(file => file.Id).ToListAsync(cancellation);

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ContactOptions>().BindConfiguration("Packs:Contact").ValidateDataAnnotations();
        services.AddPackDatabase<ContactDb>(Id);
        services.AddSingleton<FormStore>();
        services.AddScoped<ContactJudge>();
        services.AddSingleton<MessageLessons>();
        services.AddScoped<MessageMails>();
        services.AddScoped<Sending>();
    }
}
