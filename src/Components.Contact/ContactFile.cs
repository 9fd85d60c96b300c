using Components.Files;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact;

/// <summary>A file that came with a message. Its content is in the data directory, under a random name.</summary>
public sealed class ContactFile
{
    internal const int LongestFileName = 200;

    private ContactFile()
    {
    }

    /// <summary>Where it is kept; see <see cref="StoredFile.Id"/>.</summary>
    public Guid Id { get; private init; }

    /// <summary>The message.</summary>
    public long MessageId { get; private init; }

    /// <summary>The field's name.</summary>
    public string Field { get; private init; } = "";

    /// <summary>What the sender called it, made harmless.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Its type, by its content.</summary>
    public string MediaType { get; private init; } = "";

    /// <summary>In bytes.</summary>
    public long Size { get; private init; }

    /// <summary>The SHA-256 of its content, in hexadecimal.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>What the store knows it by.</summary>
    internal StoredFile Stored => new(Id, Name, MediaType, Size, Sha256);

    internal static ContactFile Of(ContactMessage message, string field, StoredFile file) =>
        new() { Id = file.Id, MessageId = message.Id, Field = field, Name = file.Name, MediaType = file.MediaType, Size = file.Size, Sha256 = file.Sha256 };

    internal static void Map(ModelBuilder model) => model.Entity<ContactFile>(file =>
    {
        file.ToTable("contact_files");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.Sha256).HasMaxLength(64);
        file.Property(f => f.Field).HasMaxLength(Forms.FormItem.LongestName);
        file.Property(f => f.Name).HasMaxLength(LongestFileName);
        file.Property(f => f.MediaType).HasMaxLength(100);
        file.HasIndex(f => f.MessageId);
    });
}
