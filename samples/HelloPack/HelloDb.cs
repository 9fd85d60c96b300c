using Components.Data;
using Components.Posts;
using Microsoft.EntityFrameworkCore;

namespace HelloPack;

/// <summary>The pack's one table.</summary>
public sealed class HelloDb(DbContextOptions<HelloDb> options) : DbContext(options)
{
    /// <summary>Who said hello.</summary>
    public DbSet<Greeting> Greetings => Set<Greeting>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreInstants();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Greeting.Map(modelBuilder);
        modelBuilder.MapPosts();
    }
}
