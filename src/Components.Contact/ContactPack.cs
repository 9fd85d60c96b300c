using Components.Contact.Builder;
using Components.Contact.Form;
using Components.Contact.Forms;
using Components.Contact.Inbox;
using Components.Contact.Mails;
using Components.Contact.Defence;
using Components.Data;
using Components.Fragments;
using Components.Packs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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

    /// <inheritdoc/>
    public override string Id => "contact";

    /// <inheritdoc/>
    public override string Title => "Contact";

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions => [new(Read, "Read messages", Roles.Administrator), new(Forms, "Make and change forms", Roles.Administrator)];

    /// <inheritdoc/>
    public override IEnumerable<AdminPage> AdminPages => [new("Contact inbox", typeof(ContactInbox), ContactInbox.CountAsync), new("Forms", typeof(FormsPage))];

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ContactOptions>().BindConfiguration("Packs:Contact").ValidateDataAnnotations();
        services.AddPackDatabase<ContactDb>(Id);
        services.AddSingleton<FormStore>();
        services.AddScoped<ContactJudge>();
        services.AddScoped<MessageMails>();
        services.AddScoped<Sending>();
    }

    /// <inheritdoc/>
    public override void MapRoutes(IEndpointRouteBuilder routes) =>
        routes.MapGet(SchemaPath, () => Results.Text(FormStore.Schema, "application/schema+json")).ExcludeFromDescription();

    /// <inheritdoc/>
    public override IEnumerable<string> Check(IServiceProvider services) =>
        services.GetRequiredService<FormStore>().CheckFiles().Select(found => $"{found.File}{(found.Mistake.Line == 0 ? "" : $", line {found.Mistake.Line}")}: {found.Mistake.Text}");

    /// <inheritdoc/>
    public override string? CheckTag(IServiceProvider services, string fragment, FragmentParameters given) =>
        fragment == "contact/form" && given.Items.FirstOrDefault(item => item.Key == "form").Value is { } id ? FormTagCheck.ProblemOf(services, id) : null;
}
