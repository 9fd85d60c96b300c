using Components.Packs;
using Components.Webhooks.Calls;
using Components.Webhooks.Keys;

namespace Components.Webhooks;

/// <summary>The core's own pack, in every application: the page on which administrators see which calls of other servers wait, and why.</summary>
public sealed class WebhooksPack : Pack
{
    /// <summary>The permission to see the calls and their keys, to send them again and to give them up.</summary>
    public const string Manage = "webhooks.manage";

    /// <inheritdoc/>
    public override string Id => "webhooks";

    /// <inheritdoc/>
    public override string Title => "Webhooks";

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions => [new(Manage, "See webhooks and their keys", Roles.Administrator)];

    /// <inheritdoc/>
    public override IEnumerable<AdminPage> AdminPages => [new("Webhooks", typeof(WebhookCalls), WebhookCalls.CountAsync), new("Webhook keys", typeof(WebhookKeys))];
}
