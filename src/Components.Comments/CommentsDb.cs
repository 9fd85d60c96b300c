using Components.Comments.Guests;
using Components.Comments.Moderation;
using Components.Data;
using Components.Mail;
using Components.Posts;
using Components.Spam;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Components.Comments;

public sealed class CommentsDb(DbContextOptions<CommentsDb> options) : DbContext(options)
{
    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<Discussion> Threads => Set<Discussion>();

    public DbSet<Vote> Votes => Set<Vote>();

    public DbSet<Reaction> Reactions => Set<Reaction>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<GuestLink> GuestLinks => Set<GuestLink>();

    public DbSet<WrittenRule> Rules => Set<WrittenRule>();

    public DbSet<Ban> Bans => Set<Ban>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    // Up to how many there are of something is counted without an order.
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreInstants();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Comment.Map(modelBuilder);
        Discussion.Map(modelBuilder);
        Vote.Map(modelBuilder);
        Reaction.Map(modelBuilder);
        GuestLink.Map(modelBuilder);
        modelBuilder.MapRules("comments");
        Ban.Map(modelBuilder);
        AuditEntry.Map(modelBuilder);
        modelBuilder.MapOutbox();
        modelBuilder.MapPosts();
        modelBuilder.Entity<Revision>(revision =>
        {
            revision.ToTable("comments_revisions");
            revision.Property(r => r.Id).ValueGeneratedNever();
            revision.Property(r => r.Text).HasMaxLength(Comment.LongestText);
            revision.Property(r => r.EditorKey).HasMaxLength(Author.LongestKey);
            revision.HasIndex(r => new { r.CommentId, r.Id });
        });
    }
}
