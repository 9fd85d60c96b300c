using Components.Data;
using Components.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Webhooks;

/// <summary>The part of the two lines that calls other servers.</summary>
internal static class WebhooksSetup
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<WebhookOptions>().BindConfiguration("Webhooks").ValidateDataAnnotations();
        services.AddPackDatabase<WebhooksDb>("webhooks");
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<OutboxQueue, CallQueue>();
        services.AddSingleton<CallSweep>();
    }
}
