using Components.Data;
using Components.Posts;
using Microsoft.EntityFrameworkCore;

namespace Components.Tests.Fixture;

/// <summary>The test pack's one table. No two notes have the same text where they say so.</summary>
public sealed class NotesDb(DbContextOptions<NotesDb> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreInstants();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Note.Map(modelBuilder);
        modelBuilder.MapPosts();
    }
}

/// <summary>The same table in a context of its own, as two contexts of one handler have it.</summary>
public sealed class OtherNotesDb(DbContextOptions<OtherNotesDb> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => Note.Map(modelBuilder);
}

public sealed class Note
{
    public long Id { get; init; }

    public string Text { get; set; } = "";

    /// <summary>Unique; null: anything goes.</summary>
    public string? Only { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<Note>(note =>
    {
        note.ToTable("test_notes");
        note.Property(n => n.Id).ValueGeneratedNever();
        note.HasIndex(n => n.Only).IsUnique();
    });
}
