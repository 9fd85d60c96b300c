using Microsoft.EntityFrameworkCore;

namespace ByHand;

public sealed class Comment
{
    public int Id { get; set; }
    public string Subject { get; set; } = "";
    public string Author { get; set; } = "";
    public string Text { get; set; } = "";
    public int Votes { get; set; }
    public DateTime CreatedAt { get; set; }
}

public sealed class CommentsDb(DbContextOptions<CommentsDb> options) : DbContext(options)
{
    private const int PageSize = 20;

    public DbSet<Comment> Comments => Set<Comment>();

    /// <summary>By key, not by offset: a page deep in a long thread costs what the first one does.</summary>
    public Task<List<Comment>> PageAsync(string subject, int? after, CancellationToken cancellation)
    {
        var comments = Comments.AsNoTracking().Where(comment => comment.Subject == subject);
        if (after is { } last)
            comments = comments.Where(comment => comment.Id < last);
        return comments.OrderByDescending(comment => comment.Id).Take(PageSize).ToListAsync(cancellation);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Comment>().HasIndex(comment => new { comment.Subject, comment.Id });
}
