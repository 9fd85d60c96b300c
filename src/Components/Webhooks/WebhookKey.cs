using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Components.Webhooks;

/// <summary>What calls are signed with, under a name. Made when it is first used; administrators see it and copy it to the receiver.</summary>
internal sealed class WebhookKey
{
    private const int SecretBytes = 32;

    private WebhookKey()
    {
    }

    /// <summary>As forms and other senders name it.</summary>
    public string Name { get; private init; } = "";

    /// <summary>32 random bytes in base64url; the signature is made with these characters. Never shown unasked.</summary>
    public string Secret { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public static WebhookKey Make(string name, DateTimeOffset now) => new() { Name = name, Secret = NewSecret(), CreatedAt = now };

    /// <summary>Whatever is sent from now on is signed with the new one, also what waits.</summary>
    public void Renew(DateTimeOffset now) => (Secret, CreatedAt) = (NewSecret(), now);

    public static void Map(ModelBuilder model) => model.Entity<WebhookKey>(key =>
    {
        key.ToTable("webhooks_keys");
        key.HasKey(k => k.Name);
        key.Property(k => k.Name).HasMaxLength(OutboxCall.LongestName);
        key.Property(k => k.Secret).HasMaxLength(100);
    });

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
}
