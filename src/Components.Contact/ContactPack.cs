using Components.Contact.Builder;
using Components.Contact.Defence;
using Components.Contact.Form;
using Components.Contact.Forms;
using Components.Contact.Inbox;
using Components.Contact.Inbox.Erasing;
using Components.Contact.Inbox.Export;
using Components.Contact.Inbox.Files;
using Components.Contact.Mails;
using Components.Data;
using Components.Fragments;
using Components.Packs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Contact;

/// <summary>A contact form whose messages are kept first and mailed then, and their inbox.</summary>
public sealed class ContactPack : Pack
{
    /// <summary>The permission to read what people sent.</summary>
    public const string Read = "contact.read";

    /// <summary>The permission to make and change forms.</summary>
    public const string Forms = "contact.forms";

    /// <summary>Where editors find the JSON Schema of forms' files.</summary>
    public const string SchemaPath = "/c/contact/form.schema.json";

    /// <summary>The roles that have it where the site says nothing else.</summary>
    internal static readonly string[] Readers = [Roles.Administrator];

    /// <inheritdoc/>
    public override string Id => "contact";

    /// <inheritdoc/>
    public override string Title => "Contact";

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions => [new(Read, "Read messages", Readers), new(Forms, "Make and change forms", Roles.Administrator)];

    /// <inheritdoc/>
    public override IEnumerable<AdminPage> AdminPages => [
        new("Contact inbox", typeof(ContactInbox), ContactInbox.CountAsync),
        new("Forms", typeof(FormsPage)),
        new("Rules for messages", typeof(MessageRulesPage)),
        new("Erase what somebody sent", typeof(EraseByAddress)),
    ];

    /// <inheritdoc/>
    public override IEnumerable<PackCommand> Commands => [EraseCommand.Command];

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
        services.AddSingleton<MessageWords>();
        services.AddScoped<MessageCalls>();
        services.AddScoped<MessageMails>();
        services.AddScoped<Sending>();
        services.AddScoped<MessageDesk>();
        services.AddScoped<Answering>();
        services.AddScoped<MessageEraser>();
        services.AddSingleton<MessageRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<MessageRetention>());
    }

    /// <inheritdoc/>
    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        routes.MapFiles();
        routes.MapExport();
        routes.MapGet(SchemaPath, () => Results.Text(FormStore.Schema, "application/schema+json")).ExcludeFromDescription();
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Check(IServiceProvider services) =>
        services.GetRequiredService<FormStore>().CheckFiles().Select(found => $"{found.File}{(found.Mistake.Line == 0 ? "" : $", line {found.Mistake.Line}")}: {found.Mistake.Text}");

    /// <inheritdoc/>
    public override string? CheckTag(IServiceProvider services, string fragment, FragmentParameters given) =>
        fragment == "contact/form" && given.Items.FirstOrDefault(item => item.Key == "form").Value is { } id ? FormTagCheck.ProblemOf(services, id) : null;
}
