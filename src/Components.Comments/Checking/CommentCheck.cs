using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Checking;

/// <summary>Something kept that is not what counting anew gives.</summary>
/// <param name="What">In words.</param>
/// <param name="Rows">How many rows are wrong so.</param>
/// <param name="Example">The key of one of them.</param>
internal sealed record CheckFinding(string What, int Rows, long Example)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{What}: {Rows:N0} rows, one of them {Example}");
}

/// <summary>Counts anew what the ledger keeps, from the rows themselves. Reads every comment.</summary>
internal sealed class CommentCheck(CommentsDb db)
{
    // Each gives the keys of the rows that are wrong.
    private static readonly (string What, string Sql)[] Questions =
    [
        ("The thread's number of comments", """
            SELECT t."Id" AS "Value" FROM "comments_threads" AS t
            LEFT JOIN (SELECT "ThreadId", COUNT(*) AS n FROM "comments_comments" WHERE "State" = 1 GROUP BY "ThreadId") AS a ON a."ThreadId" = t."Id"
            WHERE t."Count" <> COALESCE(a.n, 0)
            """),
        ("The comment's number of answers", """
            SELECT c."Id" AS "Value" FROM "comments_comments" AS c
            LEFT JOIN (SELECT "ParentId", COUNT(*) AS n FROM "comments_comments" WHERE "Place" <> 0 GROUP BY "ParentId") AS a ON a."ParentId" = c."Id"
            WHERE c."Replies" <> COALESCE(a.n, 0)
            """),
        ("The comment's place", """
            SELECT "Id" AS "Value" FROM "comments_comments"
            WHERE "Place" <> CASE WHEN "State" = 1 AND "IsPinned" AND "ParentId" = "ThreadId" THEN 2 WHEN "State" = 1 OR "Replies" > 0 THEN 1 ELSE 0 END
            """),
        ("What the comment answers, or how deep it stands", """
            SELECT c."Id" AS "Value" FROM "comments_comments" AS c
            LEFT JOIN "comments_comments" AS p ON p."Id" = c."ParentId"
            WHERE CASE WHEN c."ParentId" = c."ThreadId" THEN c."Depth" <> 0 ELSE p."Id" IS NULL OR p."ThreadId" <> c."ThreadId" OR c."Depth" <> p."Depth" + 1 END
            """),
        ("The comment's thread", """
            SELECT c."Id" AS "Value" FROM "comments_comments" AS c LEFT JOIN "comments_threads" AS t ON t."Id" = c."ThreadId" WHERE t."Id" IS NULL
            """),
        ("The comment's votes", """
            SELECT c."Id" AS "Value" FROM "comments_comments" AS c
            LEFT JOIN (SELECT "CommentId", SUM(CASE WHEN "Value" = 1 THEN 1 ELSE 0 END) AS ups, COUNT(*) AS n FROM "comments_votes" GROUP BY "CommentId") AS v ON v."CommentId" = c."Id"
            WHERE c."Ups" <> COALESCE(v.ups, 0) OR c."Ups" + c."Downs" <> COALESCE(v.n, 0)
            """),
    ];

    public int Comments { get; private set; }

    public int Threads { get; private set; }

    /// <returns>What is wrong; empty where all is right.</returns>
    public async Task<IReadOnlyList<CheckFinding>> FindAsync(CancellationToken cancellation)
    {
        List<CheckFinding> findings = [];
        foreach (var (what, sql) in Questions)
            Add(findings, what, await db.Database.SqlQueryRaw<long>(sql).ToListAsync(cancellation));
        Add(findings, "The comment's score", await WrongScoresAsync(cancellation));
        (Comments, Threads) = (await db.Comments.CountAsync(cancellation), await db.Threads.CountAsync(cancellation));
        return findings;
    }

    // Databases have no square root that is the same to the last bit.
    private async Task<List<long>> WrongScoresAsync(CancellationToken cancellation)
    {
        List<long> wrong = [];
        await foreach (var row in db.Comments.Select(comment => new { comment.Id, comment.Ups, comment.Downs, comment.Score }).AsAsyncEnumerable().WithCancellation(cancellation))
            if (row.Score != Comment.LowerBound(row.Ups, row.Downs))
                wrong.Add(row.Id);
        return wrong;
    }

    private static void Add(List<CheckFinding> findings, string what, List<long> rows)
    {
        if (rows.Count > 0)
            findings.Add(new CheckFinding(what, rows.Count, rows[0]));
    }
}
