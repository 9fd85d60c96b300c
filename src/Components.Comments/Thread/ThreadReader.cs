using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Thread;

/// <summary>The questions that a thread asks of its tables besides its tree.</summary>
internal static class ThreadReader
{
    public static Task<Discussion?> ThreadAsync(this PlainStatements reads, string subject, CancellationToken cancellation) =>
        reads.FirstAsync($"SELECT {Discussion.Columns} FROM \"comments_threads\" WHERE \"Subject\" = @p0", [subject], Discussion.Read, cancellation);

    public static Task<Discussion?> ThreadAsync(this PlainReads reads, long id, CancellationToken cancellation) =>
        reads.FirstAsync($"SELECT {Discussion.Columns} FROM \"comments_threads\" WHERE \"Id\" = @p0", [id], Discussion.Read, cancellation);

    /// <summary>In which thread a comment stands; null: there is none.</summary>
    public static Task<string?> SubjectOfAsync(this PlainStatements reads, long comment, CancellationToken cancellation) => reads.FirstAsync(
        """SELECT t."Subject" FROM "comments_comments" AS c CROSS JOIN "comments_threads" AS t WHERE c."Id" = @p0 AND t."Id" = c."ThreadId" """, [comment], row => row.GetString(0), cancellation);

    /// <summary>
    /// A comment that has its place for everybody, after those that it stands below, the highest first, as many as fit into the levels that are shown at once. Empty where it is not to be seen, or elsewhere.
    /// </summary>
    public static async Task<IReadOnlyList<CommentRow>> PathAsync(this PlainReads reads, long threadId, long commentId, int levels, CancellationToken cancellation)
    {
        // What is put in are names of columns.
        var sql = $"""
            WITH RECURSIVE path("Id", "ParentId", "Steps") AS (
              SELECT "Id", "ParentId", 1 FROM "comments_comments" WHERE "Id" = @p0 AND "ThreadId" = @p1 AND "Place" <> 0
              UNION ALL
              SELECT p."Id", p."ParentId", path."Steps" + 1 FROM path CROSS JOIN "comments_comments" AS p WHERE p."Id" = path."ParentId" AND path."Steps" < @p2)
            SELECT {CommentRow.Columns} FROM path CROSS JOIN "comments_comments" AS c WHERE c."Id" = path."Id"
            """;
        var rows = await reads.AllAsync(sql, [commentId, threadId, levels], CommentRow.Read, cancellation);
        return [.. rows.OrderBy(row => row.Depth)];
    }

    /// <summary>
    /// What is not approved and has no place in a thread yet, for the eyes of one visitor: their own, or all that waits for a moderator. Oldest first. Each is read along an index of just that.
    /// </summary>
    public static async Task<IReadOnlyList<CommentRow>> WaitingAsync(this PlainReads reads, long threadId, Viewer viewer, CancellationToken cancellation)
    {
        if (viewer.Key is not { } key)
            return [];
        if (viewer.IsModerator)
            return await reads.AllAsync(
                $"SELECT {CommentRow.Columns} FROM \"comments_comments\" AS c WHERE c.\"ThreadId\" = @p0 AND c.\"State\" = 0 AND c.\"Place\" = 0 ORDER BY c.\"Id\" LIMIT 50",
                [threadId], CommentRow.Read, cancellation);
        var own = await reads.AllAsync(
            $"SELECT {CommentRow.Columns} FROM \"comments_comments\" AS c WHERE c.\"ThreadId\" = @p0 AND c.\"AuthorKey\" = @p1 AND c.\"State\" IN (0, 2, 3) AND c.\"Place\" = 0 ORDER BY c.\"Id\" DESC LIMIT 20",
            [threadId, key], CommentRow.Read, cancellation);
        own.Reverse();
        return own;
    }

    /// <summary>One comment, whatever its state; null: there is none.</summary>
    public static Task<CommentRow?> CommentAsync(this PlainStatements reads, long id, CancellationToken cancellation) =>
        reads.FirstAsync($"SELECT {CommentRow.Columns} FROM \"comments_comments\" AS c WHERE c.\"Id\" = @p0", [id], CommentRow.Read, cancellation);

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
    public static async Task<Opinions> OpinionsAsync(this PlainReads reads, string voter, IReadOnlyList<long> comments, CancellationToken cancellation)
    {
        if (comments.Count == 0)
            return Opinions.None;
        object[] values = [voter, .. ValueList.Padded(comments)];
        var ids = ValueList.Names(1, values.Length - 1);
        var sql = $"""
            SELECT "CommentId", "Value", '' FROM "comments_votes" WHERE "VoterKey" = @p0 AND "CommentId" IN ({ids})
            UNION ALL SELECT "CommentId", 0, "Kind" FROM "comments_reactions" WHERE "VoterKey" = @p0 AND "CommentId" IN ({ids})
            """;
        var rows = await reads.AllAsync(sql, values, row => (Comment: row.GetInt64(0), Value: row.GetInt32(1), Kind: row.GetString(2)), cancellation);
        return new Opinions(
            rows.Where(row => row.Value != 0).ToDictionary(row => row.Comment, row => row.Value),
            rows.Where(row => row.Value == 0).Select(row => (row.Comment, row.Kind)).ToHashSet());
    }
}

/// <summary>A person's votes (comment to 1 or -1) and reactions.</summary>
public sealed record Opinions(IReadOnlyDictionary<long, int> Votes, IReadOnlySet<(long Comment, string Kind)> Reactions)
{
    public static Opinions None { get; } = new(new Dictionary<long, int>(), new HashSet<(long, string)>());

    /// <summary>Whether they have said what they think of it.</summary>
    public bool AreOn(long comment)
    {
        if (Votes.ContainsKey(comment))
            return true;
        foreach (var reaction in Reactions)
            if (reaction.Comment == comment)
                return true;
        return false;
    }
}
