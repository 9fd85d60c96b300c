using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Guests;

/// <summary>
/// A link that was mailed to a guest, to use their capability in another browser. It has a token of its own: what is in a mail is read by more than one program, so it ends by itself, and
/// is not what the guest's browser shows with each request. Of the token a hash is kept, and the capability only as sealed with it: who reads the table has neither.
/// </summary>
public sealed class GuestLink
{
    /// <summary>How long it works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(365);

    private const int TokenBytes = 32;
    private const int TokenLength = 43;
    private const int LongestSeal = 200;
    private const int TagBytes = 16;

    // Each key seals one text only, so that there is nothing to tell apart.
    private static readonly byte[] Nonce = new byte[12];
    private static readonly byte[] Purpose = "comments guest link"u8.ToArray();

    private GuestLink()
    {
    }

    /// <summary>The token's hash.</summary>
    public string Id { get; private init; } = "";

    /// <summary>Whose capability; see <see cref="Author.Key"/>.</summary>
    public string AuthorKey { get; private init; } = "";

    /// <summary>Tells the same address again, so that it is not mailed too often.</summary>
    public string AddressHash { get; private init; } = "";

    public string SealedCapability { get; private init; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>How a new one is inserted.</summary>
    internal static RowInsert<GuestLink> Insert { get; } = new(
        "comments_guest_links",
        ("Id", l => l.Id),
        ("AuthorKey", l => l.AuthorKey),
        ("AddressHash", l => l.AddressHash),
        ("SealedCapability", l => l.SealedCapability),
        ("CreatedAt", l => l.CreatedAt.ToUnixTimeMilliseconds()));

    /// <param name="now">The time.</param>
    /// <param name="authorKey">Whose capability.</param>
    /// <param name="capability">The capability itself.</param>
    /// <param name="address">Where the link is mailed to.</param>
    /// <returns>What is kept, and the token for the mail.</returns>
    public static (GuestLink Link, string Token) Make(DateTimeOffset now, string authorKey, string capability, string address)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        return (new GuestLink { Id = IdOf(token), AuthorKey = authorKey, AddressHash = HashOf(address), SealedCapability = Seal(token, capability), CreatedAt = now }, token);
    }

    /// <summary>Whether a text looks like a token.</summary>
    public static bool IsToken(string text) => text.Length == TokenLength && Base64Url.IsValid(text);

    public static string IdOf(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The same for an address in upper and lower case, and with a tag (<c>name+tag@…</c>), which all arrive in one mailbox.</summary>
    public static string HashOf(string address)
    {
        var at = address.LastIndexOf('@');
        var tag = address.IndexOf('+', StringComparison.Ordinal);
        var plain = tag > 0 && tag < at ? address.Remove(tag, at - tag) : address;
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(plain.Trim().ToUpperInvariant())));
    }

    /// <summary>The capability, for who has the token.</summary>
    /// <exception cref="CryptographicException">The token is another's.</exception>
    public string Open(string token)
    {
        var seal = Base64Url.DecodeFromChars(SealedCapability);
        var capability = new byte[seal.Length - TagBytes];
        using var aes = new AesGcm(KeyOf(token), TagBytes);
        aes.Decrypt(Nonce, seal.AsSpan(TagBytes), seal.AsSpan(0, TagBytes), capability);
        return Encoding.ASCII.GetString(capability);
    }

    private static string Seal(string token, string capability)
    {
        var seal = new byte[TagBytes + capability.Length];
        using var aes = new AesGcm(KeyOf(token), TagBytes);
        aes.Encrypt(Nonce, Encoding.ASCII.GetBytes(capability), seal.AsSpan(TagBytes), seal.AsSpan(0, TagBytes));
        return Base64Url.EncodeToString(seal);
    }

    private static byte[] KeyOf(string token) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(token), 32, info: Purpose);

    public static void Map(ModelBuilder model) => model.Entity<GuestLink>(link =>
    {
        link.ToTable("comments_guest_links");
        link.Property(l => l.Id).HasMaxLength(43);
        link.Property(l => l.AuthorKey).HasMaxLength(Author.LongestKey);
        link.Property(l => l.AddressHash).HasMaxLength(43);
        link.Property(l => l.SealedCapability).HasMaxLength(LongestSeal);
        link.HasIndex(l => new { l.AddressHash, l.CreatedAt });
        link.HasIndex(l => l.CreatedAt);
    });
}
