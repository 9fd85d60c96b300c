using Microsoft.EntityFrameworkCore;

namespace HelloPack;

/// <summary>Somebody said hello.</summary>
public sealed class Greeting
{
    /// <summary>The longest name that is kept, in UTF-16 units.</summary>
    public const int LongestName = 100;

    private Greeting()
    {
    }

    /// <summary>Time-ordered key, so that it is the order too.</summary>
    public long Id { get; private init; }

    /// <summary>Plain text.</summary>
    public string Name { get; private init; } = "";

    /// <summary>When it was said.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    internal static Greeting Say(long id, DateTimeOffset now, string name) => new() { Id = id, CreatedAt = now, Name = name };

    internal static void Map(ModelBuilder model) => model.Entity<Greeting>(greeting =>
    {
        greeting.ToTable("hello_greetings");
        greeting.Property(g => g.Id).ValueGeneratedNever();
        greeting.Property(g => g.Name).HasMaxLength(LongestName);
    });
}
