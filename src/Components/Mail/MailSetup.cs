using Components.Data;
using Components.Mail.Settings;
using Components.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Mail;

/// <summary>The part of the two lines that is about mail; the worker is started last, with the other hosted services.</summary>
internal static class MailSetup
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<MailOptions>().BindConfiguration("Mail").ValidateDataAnnotations();
        services.AddSingleton<TimeOrderedId>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailTransport>();
        services.AddSingleton<OutboxQueue, MailQueue>();
        services.AddSingleton<MailTemplates>();
        services.AddSingleton<SettingSources>();
        services.AddSingleton<MailSweep>();
        services.AddPackDatabase<MailDb>("mail");
    }
}
