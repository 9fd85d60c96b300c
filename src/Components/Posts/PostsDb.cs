using Microsoft.EntityFrameworkCore;

namespace Components.Posts;

/// <summary>The core's table of posts.</summary>
internal sealed class PostsDb(DbContextOptions<PostsDb> options) : DbContext(options)
{
    public DbSet<Post> Posts => Set<Post>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => PostModel.MapPosts(modelBuilder, isOwner: true);
}
