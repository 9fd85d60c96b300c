using Microsoft.EntityFrameworkCore;

namespace Components.Contact;

/// <summary>A file that came with a message. Its content is in the data directory, under a random name.</summary>
public sealed class ContactFile
{
    internal const int LongestFileName = 200;

    private ContactFile()
    {
    }

    /// <summary>The random name: 32 hexadecimal digits.</summary>
    public string Id { get; private init; } = "";

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

    internal static ContactFile Of(ContactMessage message, string field, string id, string name, string mediaType, long size) =>
        new() { Id = id, MessageId = message.Id, Field = field, Name = name, MediaType = mediaType, Size = size };

    internal static void Map(ModelBuilder model) => model.Entity<ContactFile>(file =>
    {
        file.ToTable("contact_files");
        file.Property(f => f.Id).HasMaxLength(32);
        file.Property(f => f.Field).HasMaxLength(Forms.FormItem.LongestName);
        file.Property(f => f.Name).HasMaxLength(LongestFileName);
        file.Property(f => f.MediaType).HasMaxLength(100);
        file.HasIndex(f => f.MessageId);
    });
}
