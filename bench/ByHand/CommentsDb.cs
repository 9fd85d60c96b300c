using Microsoft.EntityFrameworkCore;

namespace ByHand;

public sealed class Comment
{
    public int Id { get; set; }
    public string Subject { get; set; } = "";
    public string Author { get; set; } = "";
    public string Text { get; set; } = "";
    public DateTime CreatedAt { get; set; }
}

public sealed class CommentsDb(DbContextOptions<CommentsDb> options) : DbContext(options)
{
    public DbSet<Comment> Comments => Set<Comment>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Comment>().HasIndex(comment => new { comment.Subject, comment.Id });
}
