using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Thread;

/// <summary>A comment as a thread shows it.</summary>
public sealed record CommentView(long Id, string AuthorId, string AuthorName, string Text, DateTimeOffset CreatedAt);

/// <summary>A page of a thread, oldest first, and whether there is more on either side.</summary>
public sealed record CommentPage(IReadOnlyList<CommentView> Comments, bool HasOlder, bool HasNewer)
{
    public static CommentPage Empty { get; } = new([], false, false);
}

/// <summary>The queries of a thread. Each reads one page along the index, so it costs the same in a long thread as in a short one.</summary>
public static class CommentQueries
{
    public static IQueryable<Comment> In(this IQueryable<Comment> comments, string subject) =>
        comments.Where(comment => comment.Subject == subject).Approved(true);

    // Compared with a parameter: of the bare column, or its NOT, SQLite makes no use in an index.
    public static IQueryable<Comment> Approved(this IQueryable<Comment> comments, bool isApproved) =>
        comments.Where(comment => comment.IsApproved == isApproved);

    /// <summary>The newest page, or the one right before or after a comment.</summary>
    public static async Task<CommentPage> PageAsync(this IQueryable<Comment> thread, int size, long? before, long? after, CancellationToken cancellation)
    {
        if (after is { } from)
        {
            var newer = await thread.Where(comment => comment.Id > from).OrderBy(comment => comment.Id).Take(size + 1).Project().ToListAsync(cancellation);
            return new CommentPage([.. newer.Take(size)], HasOlder: true, HasNewer: newer.Count > size);
        }
        var rows = before is { } to ? thread.Where(comment => comment.Id < to) : thread;
        var older = await rows.OrderByDescending(comment => comment.Id).Take(size + 1).Project().ToListAsync(cancellation);
        return new CommentPage([.. older.Take(size).Reverse()], HasOlder: older.Count > size, HasNewer: before is not null);
    }

    private static IQueryable<CommentView> Project(this IQueryable<Comment> comments) =>
        comments.Select(comment => new CommentView(comment.Id, comment.AuthorId, comment.AuthorName, comment.Text, comment.CreatedAt));
}
