using System.Globalization;
using System.Text;
using Components.Data;

namespace Components.Comments.Thread;

/// <summary>
/// Reads one page of the answers to a page or a comment, each with its own first answers, in one statement along the indexes: it costs the same in a long thread as in a short one,
/// wherever the page lies. There is no OFFSET and no COUNT.
/// </summary>
internal sealed class TreeQuery
{
    // However the answers are spread: more than this are never read at once.
    private const int MostRows = 400;

    // However many a moderator pins.
    private const int MostPinned = 20;

    private readonly List<object> _values = [];

    /// <summary>Whose answers: a comment's, or a thread's.</summary>
    public required long Parent { get; init; }

    public required long ThreadId { get; init; }

    public required CommentSort Sort { get; init; }

    /// <summary>How many comments at the first level.</summary>
    public required int Size { get; init; }

    /// <summary>How many answers to each of them, and to each of those.</summary>
    public required int Answers { get; init; }

    /// <summary>How many levels.</summary>
    public required int Levels { get; init; }

    /// <summary>Where the page starts; null: at the beginning.</summary>
    public Cursor? From { get; init; }

    /// <summary>Whether the page is the one that ends before <see cref="From"/>.</summary>
    public bool IsBackwards { get; init; }

    /// <summary>From the first level down, the comments that lead to one that must be shown: pages start at them.</summary>
    public IReadOnlyList<CommentRow> Path { get; init; } = [];

    /// <summary>Whether the first level is a page's, whose first page starts with what is pinned.</summary>
    public bool WithPinned { get; init; }

    /// <summary>Whose waiting comments are read, too; null: nobody's.</summary>
    public Viewer? WaitingFor { get; init; }

    // A permalink shows its comment even where answers are otherwise shown only on demand.
    private int AnswersRead => Path.Count > 1 ? Math.Max(1, Answers) : Answers;

    public async Task<CommentTree> ReadAsync(PlainReads reads, CancellationToken cancellation) => Build(await reads.AllAsync(Write(), _values, CommentRow.Read, cancellation));

    private string Write()
    {
        _values.Clear();
        var sql = new StringBuilder("WITH RECURSIVE tree(\"Id\", \"Level\") AS (");
        sql.Append("SELECT \"Id\", 0 FROM (").Append(FirstLevel()).Append(") AS level0");
        if (StartsInside)
            sql.Append(CultureInfo.InvariantCulture, $" UNION ALL SELECT \"Id\", {Value(Levels)} FROM ({OneBefore()}) AS earlier");
        // Pages that are read backwards, or around a comment, do not know beforehand whether they are the first.
        if (WithPinned && (From is null || IsBackwards || StartsInside))
            sql.Append(CultureInfo.InvariantCulture, $" UNION ALL SELECT \"Id\", 0 FROM (SELECT \"Id\" FROM \"comments_comments\" WHERE \"ParentId\" = {Value(Parent)} AND \"Place\" = 2 ORDER BY \"Id\" LIMIT {Value(MostPinned)}) AS pinned");
        if (Levels > 1 && AnswersRead > 0)
            sql.Append(" UNION ALL ").Append(NextLevels());
        // CROSS JOIN tells SQLite to go from the tree to the comments, and not to look for the tree in all of them.
        sql.Append(CultureInfo.InvariantCulture, $") SELECT * FROM (SELECT {CommentRow.Columns} FROM tree CROSS JOIN \"comments_comments\" AS c WHERE c.\"Id\" = tree.\"Id\" LIMIT {Value(MostRows)}) AS shown");
        if (WaitingFor is { } viewer)
            sql.Append(" UNION ALL SELECT * FROM (").Append(Waiting(viewer)).Append(") AS waiting");
        return sql.ToString();
    }

    // Page and permalink: whether there is anything before is not known.
    private bool StartsInside => From is not null && Path.Count > 0;

    private string FirstLevel() => Level((Sort != CommentSort.Oldest) != IsBackwards, StartsInside ? "=" : "", Size + 1);

    private string OneBefore() => Level(Sort == CommentSort.Oldest, "", 1);

    private string Level(bool isDescending, string orEqual, int count)
    {
        var (direction, compare) = isDescending ? ("DESC", "<") : ("ASC", ">");
        var limit = Value(count);
        if (Sort is not (CommentSort.Best or CommentSort.MostReplied))
            return Shown((From is { } key ? $" AND \"Id\" {compare}{orEqual} {Value(key.Id)}" : "") + $" ORDER BY \"Id\" {direction} LIMIT {limit}");
        var column = Sort == CommentSort.Best ? "\"Score\"" : "\"Replies\"";
        var order = $" ORDER BY {column} {direction}, \"Id\" {direction} LIMIT";
        if (From is not { } from)
            return Shown($"{order} {limit}");
        // First what is equal, then, for the rest of the page, what lies beyond. To compare both columns at once would read through all that is equal: SQLite does not bound an index by its key.
        var value = Sort == CommentSort.Best ? Value(from.Value) : Value((long)from.Value);
        var equal = Shown($" AND {column} = {value} AND \"Id\" {compare}{orEqual} {Value(from.Id)} ORDER BY \"Id\" {direction} LIMIT {limit}");
        var beyond = Shown($" AND {column} {compare} {value}{order} (SELECT {limit} - COUNT(*) FROM ({equal}) AS taken)");
        return $"SELECT \"Id\" FROM ({equal}) AS equal UNION ALL SELECT \"Id\" FROM ({beyond}) AS beyond";
    }

    private string Shown(string rest) => $"SELECT \"Id\" FROM \"comments_comments\" WHERE \"ParentId\" = {Value(Parent)} AND \"Place\" = 1{rest}";

    private string NextLevels()
    {
        // Where a permalink leads into the middle of the answers to a comment, they start there.
        var start = "";
        if (Path.Count > 1)
        {
            var cases = Path.Skip(1).Select(comment => $"WHEN {Value(comment.ParentId)} THEN {Value(comment.Id)}");
            start = $" AND x.\"Id\" >= CASE tree.\"Id\" {string.Join(' ', cases)} ELSE 0 END";
        }
        return $"""
            SELECT r."Id", tree."Level" + 1 FROM tree CROSS JOIN "comments_comments" AS r WHERE tree."Level" < {Value(Levels - 1)} AND r."Id" IN (
              SELECT x."Id" FROM "comments_comments" AS x WHERE x."ParentId" = tree."Id" AND x."Place" = 1{start} ORDER BY x."Id" LIMIT {Value(AnswersRead)})
            """;
    }

    // What has answers stands in its place already. What somebody wrote that is not approved is read along an index of just that, of their own in this thread.
    private string Waiting(Viewer viewer) => viewer.IsModerator
        ? $"SELECT {CommentRow.Columns} FROM \"comments_comments\" AS c WHERE c.\"ThreadId\" = {Value(ThreadId)} AND c.\"State\" = 0 AND c.\"Place\" = 0 ORDER BY c.\"Id\" LIMIT 50"
        : $"SELECT {CommentRow.Columns} FROM \"comments_comments\" AS c WHERE c.\"ThreadId\" = {Value(ThreadId)} AND c.\"AuthorKey\" = {Value(viewer.Key!)} AND c.\"State\" IN (0, 2, 3) AND c.\"Place\" = 0 ORDER BY c.\"Id\" DESC LIMIT 20";

    private string Value(object value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{_values.Count - 1}");
    }

    private CommentTree Build(List<CommentRow> rows)
    {
        var shown = rows.Where(row => row.Place != Placement.Hidden).DistinctBy(row => row.Id).ToList();
        var starts = Path.Skip(1).Select(comment => comment.ParentId).ToHashSet();
        var nodes = shown.ToDictionary(row => row.Id, row => new CommentNode(row) { IsInside = starts.Contains(row.Id), Asked = AnswersRead });
        foreach (var row in shown.OrderBy(row => row.Id))
            if (row.ParentId != Parent && nodes.TryGetValue(row.ParentId, out var parent))
                parent.Answers.Add(nodes[row.Id]);
        var first = shown.Where(row => row.ParentId == Parent && row.Place == Placement.Shown).ToList();
        var ordered = InOrder(first);
        var earlier = StartsInside ? Math.Max(0, ordered.FindIndex(row => row.Id == Path[0].Id)) : 0;
        ordered.RemoveRange(0, earlier);
        var hasMore = ordered.Count > Size;
        var page = IsBackwards ? ordered.TakeLast(Size) : ordered.Take(Size);
        var hasBefore = IsBackwards ? hasMore : StartsInside ? earlier > 0 : From is not null;
        return new CommentTree(
            hasBefore ? [] : [.. shown.Where(row => row.ParentId == Parent && row.Place == Placement.Pinned).OrderBy(row => row.Id).Select(row => nodes[row.Id])],
            [.. page.Select(row => nodes[row.Id])],
            HasBefore: hasBefore,
            HasAfter: IsBackwards || hasMore,
            [.. rows.Where(IsWaiting).DistinctBy(row => row.Id).OrderBy(row => row.Id)]);
    }

    private static bool IsWaiting(CommentRow row) => row.State is CommentState.Pending or CommentState.Rejected or CommentState.Spam && row.Place == Placement.Hidden;

    private List<CommentRow> InOrder(List<CommentRow> comments) => Sort switch
    {
        CommentSort.Oldest => [.. comments.OrderBy(row => row.Id)],
        CommentSort.Best => [.. comments.OrderByDescending(row => row.Score).ThenByDescending(row => row.Id)],
        CommentSort.MostReplied => [.. comments.OrderByDescending(row => row.Replies).ThenByDescending(row => row.Id)],
        _ => [.. comments.OrderByDescending(row => row.Id)],
    };
}
