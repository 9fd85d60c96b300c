using Components.Mail.Outbox;
using Components.Mail.Settings;
using Components.Packs;

namespace Components.Mail;

/// <summary>The core's own pack, in every application: the pages on which administrators see what mail waits, and how it leaves the site.</summary>
public sealed class MailPack : Pack
{
    /// <summary>The permission to see the outbox and the settings, to send again, to give up, and to send a test mail.</summary>
    public const string Manage = "mail.manage";

    /// <inheritdoc/>
    public override string Id => "mail";

    /// <inheritdoc/>
    public override string Title => "Mail";

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions => [new(Manage, "See and send mail", Roles.Administrator)];

    /// <inheritdoc/>
    public override IEnumerable<AdminPage> AdminPages => [new("Outgoing mail", typeof(MailOutbox), MailOutbox.CountStuckAsync), new("Mail settings", typeof(MailSettings))];
}
