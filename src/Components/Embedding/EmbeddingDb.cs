using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace Components.Embedding;

/// <summary>The core's table of the sites that embed.</summary>
internal sealed class EmbeddingDb(DbContextOptions<EmbeddingDb> options) : DbContext(options)
{
    public DbSet<EmbeddingSite> Sites => Set<EmbeddingSite>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreInstants();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => EmbeddingSite.Map(modelBuilder);
}
