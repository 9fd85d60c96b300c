using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Thread;

/// <summary>The questions that a thread asks of its tables besides its tree.</summary>
internal static class ThreadReader
{
    public static Task<Discussion?> OfSubjectAsync(this IQueryable<Discussion> threads, string subject, CancellationToken cancellation) =>
        threads.AsNoTracking().SingleOrDefaultAsync(thread => thread.Subject == subject, cancellation);

    /// <summary>
    /// A comment that has its place for everybody, after those that it stands below, the highest first, as many as fit into the levels that are shown at once. Empty where it is not to be seen, or elsewhere.
    /// </summary>
    public static async Task<IReadOnlyList<CommentRow>> PathAsync(this CommentsDb db, long threadId, long commentId, int levels, CancellationToken cancellation)
    {
        // What is put in are names of columns.
        var sql = $$"""
            WITH RECURSIVE path("Id", "ParentId", "Steps") AS (
              SELECT "Id", "ParentId", 1 FROM "comments_comments" WHERE "Id" = {0} AND "ThreadId" = {1} AND "Place" <> 0
              UNION ALL
              SELECT p."Id", p."ParentId", path."Steps" + 1 FROM path CROSS JOIN "comments_comments" AS p WHERE p."Id" = path."ParentId" AND path."Steps" < {2})
            SELECT {{CommentRow.ColumnsOf("c")}} FROM path CROSS JOIN "comments_comments" AS c WHERE c."Id" = path."Id"
            """;
        var rows = await db.Database.SqlQueryRaw<CommentRow>(sql, commentId, threadId, levels).ToListAsync(cancellation);
        return [.. rows.OrderBy(row => row.Depth)];
    }

    /// <summary>One comment, whatever its state; null: there is none.</summary>
    public static async Task<CommentRow?> RowAsync(this CommentsDb db, long id, CancellationToken cancellation)
    {
        var sql = $$"""SELECT {{CommentRow.ColumnsOf("c")}} FROM "comments_comments" AS c WHERE c."Id" = {0}""";
        var rows = await db.Database.SqlQueryRaw<CommentRow>(sql, id).ToListAsync(cancellation);
        return rows.Count > 0 ? rows[0] : null;
    }

    /// <summary>One comment, whatever its state, with its thread; null: there is none.</summary>
    public static async Task<(CommentRow Comment, Discussion Thread)?> RowWithThreadAsync(this CommentsDb db, long id, CancellationToken cancellation)
    {
        var found = await (
            from comment in db.Comments.AsNoTracking()
            join thread in db.Threads.AsNoTracking() on comment.ThreadId equals thread.Id
            where comment.Id == id
            select new { Comment = comment, Thread = thread }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : (CommentRow.Of(found.Comment), found.Thread);
    }

    /// <summary>What somebody thinks of the comments that are shown.</summary>
    public static async Task<Opinions> OpinionsAsync(this CommentsDb db, string voter, IReadOnlyCollection<long> comments, CancellationToken cancellation)
    {
        if (comments.Count == 0)
            return Opinions.None;
        var votes = db.Votes.Where(vote => vote.VoterKey == voter && comments.Contains(vote.CommentId)).Select(vote => new { vote.CommentId, vote.Value, Kind = "" });
        var reactions = db.Reactions.Where(reaction => reaction.VoterKey == voter && comments.Contains(reaction.CommentId)).Select(reaction => new { reaction.CommentId, Value = 0, reaction.Kind });
        var rows = await votes.Concat(reactions).ToListAsync(cancellation);
        return new Opinions(
            rows.Where(row => row.Value != 0).ToDictionary(row => row.CommentId, row => row.Value),
            rows.Where(row => row.Value == 0).Select(row => (row.CommentId, row.Kind)).ToHashSet());
    }
}

/// <summary>A person's votes (comment to 1 or -1) and reactions.</summary>
public sealed record Opinions(IReadOnlyDictionary<long, int> Votes, IReadOnlySet<(long Comment, string Kind)> Reactions)
{
    public static Opinions None { get; } = new(new Dictionary<long, int>(), new HashSet<(long, string)>());
}
