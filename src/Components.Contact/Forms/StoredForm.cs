using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Forms;

/// <summary>A form that was made in the admin area.</summary>
public sealed class StoredForm
{
    private StoredForm()
    {
    }

    /// <summary>The form's id.</summary>
    public string Id { get; private init; } = "";

    /// <summary>Its definition, as a file would hold it.</summary>
    public string Json { get; private set; } = "";

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Counts its changes: who saves over somebody else's change is told so.</summary>
    public int Version { get; private set; }

    internal static StoredForm Write(DateTimeOffset now, string id, string json) => new() { Id = id, Json = json, ChangedAt = now, Version = 1 };

    internal void Change(DateTimeOffset now, string json) => (Json, ChangedAt, Version) = (json, now, Version + 1);

    internal static void Map(ModelBuilder model) => model.Entity<StoredForm>(form =>
    {
        form.ToTable("contact_forms");
        form.Property(f => f.Id).HasMaxLength(FormItem.LongestName);
        form.Property(f => f.Version).IsConcurrencyToken();
    });
}
