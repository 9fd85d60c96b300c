using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Components.Embedding;

/// <summary>Somebody's site on another origin whose pages may hold fragments of ours. Registered by an administrator.</summary>
internal sealed class EmbeddingSite
{
    public const int LongestName = 100;
    private const int SecretBytes = 32;

    private EmbeddingSite()
    {
    }

    public long Id { get; private init; }

    /// <summary>As browsers write it in <c>Origin</c>, such as <c>https://blog.example</c>; see <see cref="WebOrigin"/>. Unique.</summary>
    public string Origin { get; private init; } = "";

    /// <summary>What administrators call it.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The key by which the site says who its visitor is (single sign-on): 32 random bytes in base64url. Never shown unasked.</summary>
    public string Secret { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Whether fragments are shown there; nothing is served to a site that is switched off.</summary>
    public bool IsOn { get; private set; }

    public static EmbeddingSite Register(long id, string origin, string name, DateTimeOffset now) =>
        new() { Id = id, Origin = origin, Name = name, Secret = NewSecret(), CreatedAt = now, IsOn = true };

    public void Switch(bool isOn) => IsOn = isOn;

    /// <summary>Whatever was signed with the old key is good no longer.</summary>
    public void RenewSecret() => Secret = NewSecret();

    public static void Map(ModelBuilder model) => model.Entity<EmbeddingSite>(site =>
    {
        site.ToTable("component_embedding_sites");
        site.Property(s => s.Id).ValueGeneratedNever();
        site.Property(s => s.Origin).HasMaxLength(WebOrigin.Longest);
        site.Property(s => s.Name).HasMaxLength(LongestName);
        site.Property(s => s.Secret).HasMaxLength(100);
        site.HasIndex(s => s.Origin).IsUnique();
    });

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
}
