using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Forms;

/// <summary>A form that was made in the admin area: what visitors see of it, and what somebody is at work on.</summary>
public sealed class StoredForm
{
    private StoredForm()
    {
    }

    /// <summary>The form's id.</summary>
    public string Id { get; private init; } = "";

    /// <summary>The definition that visitors see, as a file would hold it. Empty: it was never put live.</summary>
    public string Json { get; private set; } = "";

    /// <summary>The definition that is worked on; it may be broken. Null: it is the same.</summary>
    public string? Draft { get; private set; }

    /// <summary>What was worked on before the last change. Null: there was none.</summary>
    public string? Before { get; private set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Counts its changes: who saves over somebody else's change is told so.</summary>
    public int Version { get; private set; }

    /// <summary>What its editor shows.</summary>
    public string Working => Draft ?? Json;

    /// <summary>Whether visitors see it.</summary>
    public bool IsLive => Json.Length > 0;

    internal static StoredForm Write(DateTimeOffset now, string id, string json) => new() { Id = id, Json = json, ChangedAt = now, Version = 1 };

    /// <summary>A form that nobody sees yet.</summary>
    internal static StoredForm Begin(DateTimeOffset now, string id, string draft) => new() { Id = id, Draft = draft, ChangedAt = now, Version = 1 };

    /// <summary>Visitors go on seeing what they saw.</summary>
    internal void Edit(DateTimeOffset now, string draft)
    {
        (Before, Draft) = (Working, draft == Json ? null : draft);
        Note(now);
    }

    /// <summary>Takes back the last change; asked again, the taking back.</summary>
    internal void Undo(DateTimeOffset now) => Edit(now, Before ?? Working);

    /// <summary>Shows visitors what was worked on. Whoever calls it has seen that nothing is wrong with it.</summary>
    internal void Publish(DateTimeOffset now)
    {
        (Json, Draft) = (Working, null);
        Note(now);
    }

    private void Note(DateTimeOffset now) => (ChangedAt, Version) = (now, Version + 1);

    internal static void Map(ModelBuilder model) => model.Entity<StoredForm>(form =>
    {
        form.ToTable("contact_forms");
        form.Property(f => f.Id).HasMaxLength(FormItem.LongestName);
        form.Property(f => f.Version).IsConcurrencyToken();
        form.Ignore(f => f.Working);
        form.Ignore(f => f.IsLive);
    });
}
