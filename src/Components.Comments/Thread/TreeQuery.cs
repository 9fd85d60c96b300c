using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
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

    private static readonly ConcurrentDictionary<Shape, string> Statements = new();

    /// <summary>Whose answers: a comment's, or a thread's.</summary>
    public required long Parent { get; init; }

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

    // A permalink shows its comment even where answers are otherwise shown only on demand.
    private int AnswersRead => Path.Count > 1 ? Math.Max(1, Answers) : Answers;

    // Page and permalink: whether there is anything before is not known.
    private bool StartsInside => From is not null && Path.Count > 0;

    // Pages that are read backwards, or around a comment, do not know beforehand whether they are the first.
    private bool ReadsPinned => WithPinned && (From is null || IsBackwards || StartsInside);

    public async Task<CommentTree> ReadAsync(PlainReads reads, CancellationToken cancellation)
    {
        var shape = new Shape(Sort, From is not null, IsBackwards, ReadsPinned, Levels > 1 && AnswersRead > 0, Path.Count);
        return Build(await reads.AllAsync(Statements.GetOrAdd(shape, static shape => shape.Write()), Values(), CommentRow.Read, cancellation));
    }

    // In the order of their names in the statement, which need not hold all of them.
    private object[] Values() =>
    [
        Parent, Size + 1, Levels - 1, AnswersRead, From?.Id ?? 0, Sort == CommentSort.Best ? From?.Value ?? 0 : (long)(From?.Value ?? 0),
        .. Path.Count > 1 ? Path.Skip(1).SelectMany(comment => new object[] { comment.ParentId, comment.Id }) : [],
    ];

    private CommentTree Build(List<CommentRow> rows)
    {
        var starts = Path.Count > 1 ? Path.Skip(1).Select(comment => comment.ParentId).ToHashSet() : null;
        List<CommentNode> shown = new(rows.Count), first = new(rows.Count), pinned = [];
        foreach (var row in rows)
            shown.Add(new CommentNode(row) { IsInside = starts?.Contains(row.Id) == true, Asked = AnswersRead });
        shown.Sort(static (one, other) => one.Comment.Id.CompareTo(other.Comment.Id));
        // Each once, whatever the parts of the statement have in common.
        for (var i = shown.Count - 1; i > 0; i--)
            if (shown[i].Comment.Id == shown[i - 1].Comment.Id)
                shown.RemoveAt(i);
        foreach (var node in shown)
            if (node.Comment.ParentId != Parent)
                Find(shown, node.Comment.ParentId)?.Add(node);
            else
                (node.Comment.Place == Placement.Pinned ? pinned : first).Add(node);
        first.Sort(OrderOf(Sort));
        var earlier = StartsInside ? Math.Max(0, first.FindIndex(node => node.Comment.Id == Path[0].Id)) : 0;
        first.RemoveRange(0, earlier);
        var more = Math.Max(0, first.Count - Size);
        first.RemoveRange(IsBackwards ? 0 : first.Count - more, more);
        var hasBefore = IsBackwards ? more > 0 : StartsInside ? earlier > 0 : From is not null;
        return new CommentTree(
            hasBefore ? [] : pinned,
            first,
            HasBefore: hasBefore,
            HasAfter: IsBackwards || more > 0);
    }

    /// <param name="sorted">By their ids.</param>
    /// <param name="id">A comment's.</param>
    private static CommentNode? Find(List<CommentNode> sorted, long id) =>
        CollectionsMarshal.AsSpan(sorted).BinarySearch(new WithId(id)) is >= 0 and var at ? sorted[at] : null;

    // As the statement orders them.
    private static Comparison<CommentNode> OrderOf(CommentSort sort) => sort switch
    {
        CommentSort.Oldest => static (one, other) => one.Comment.Id.CompareTo(other.Comment.Id),
        CommentSort.Best => static (one, other) => (other.Comment.Score, other.Comment.Id).CompareTo((one.Comment.Score, one.Comment.Id)),
        CommentSort.MostReplied => static (one, other) => (other.Comment.Replies, other.Comment.Id).CompareTo((one.Comment.Replies, one.Comment.Id)),
        _ => static (one, other) => other.Comment.Id.CompareTo(one.Comment.Id),
    };

    private readonly record struct WithId(long Id) : IComparable<CommentNode>
    {
        public int CompareTo(CommentNode? other) => Id.CompareTo(other!.Comment.Id);
    }

    /// <summary>All that decides about the text of the statement; what else is asked for is a value. So there are few, and each is written once.</summary>
    private sealed record Shape(CommentSort Sort, bool HasFrom, bool IsBackwards, bool ReadsPinned, bool ReadsAnswers, int Path)
    {
        // The names of the values.
        private const string Parent = "@p0", Count = "@p1", LastLevel = "@p2", Answers = "@p3", FromId = "@p4", FromValue = "@p5";
        private const int FirstOfPath = 6;

        private bool StartsInside => HasFrom && Path > 0;

        public string Write()
        {
            var sql = new StringBuilder("WITH RECURSIVE tree(\"Id\", \"Level\") AS (");
            sql.Append("SELECT \"Id\", 0 FROM (").Append(FirstLevel()).Append(") AS level0");
            // Without its answers.
            if (StartsInside)
                sql.Append(CultureInfo.InvariantCulture, $" UNION ALL SELECT \"Id\", {LastLevel} FROM ({OneBefore()}) AS earlier");
            if (ReadsPinned)
                sql.Append(CultureInfo.InvariantCulture, $" UNION ALL SELECT \"Id\", 0 FROM (SELECT \"Id\" FROM \"comments_comments\" WHERE \"ParentId\" = {Parent} AND \"Place\" = 2 ORDER BY \"Id\" LIMIT {MostPinned}) AS pinned");
            if (ReadsAnswers)
                sql.Append(" UNION ALL ").Append(NextLevels());
            // CROSS JOIN tells SQLite to go from the tree to the comments, and not to look for the tree in all of them.
            sql.Append(CultureInfo.InvariantCulture, $") SELECT {CommentRow.Columns} FROM tree CROSS JOIN \"comments_comments\" AS c WHERE c.\"Id\" = tree.\"Id\" LIMIT {MostRows}");
            return sql.ToString();
        }

        private string FirstLevel() => Level((Sort != CommentSort.Oldest) != IsBackwards, StartsInside ? "=" : "", Count);

        private string OneBefore() => Level(Sort == CommentSort.Oldest, "", "1");

        private string Level(bool isDescending, string orEqual, string limit)
        {
            var (direction, compare) = isDescending ? ("DESC", "<") : ("ASC", ">");
            if (Sort is not (CommentSort.Best or CommentSort.MostReplied))
                return Shown((HasFrom ? $" AND \"Id\" {compare}{orEqual} {FromId}" : "") + $" ORDER BY \"Id\" {direction} LIMIT {limit}");
            var column = Sort == CommentSort.Best ? "\"Score\"" : "\"Replies\"";
            var order = $" ORDER BY {column} {direction}, \"Id\" {direction} LIMIT";
            if (!HasFrom)
                return Shown($"{order} {limit}");
            // First what is equal, then, for the rest of the page, what lies beyond. To compare both columns at once would read through all that is equal: SQLite does not bound an index by its key.
            var equal = Shown($" AND {column} = {FromValue} AND \"Id\" {compare}{orEqual} {FromId} ORDER BY \"Id\" {direction} LIMIT {limit}");
            var beyond = Shown($" AND {column} {compare} {FromValue}{order} (SELECT {limit} - COUNT(*) FROM ({equal}) AS taken)");
            return $"SELECT \"Id\" FROM ({equal}) AS equal UNION ALL SELECT \"Id\" FROM ({beyond}) AS beyond";
        }

        private static string Shown(string rest) => $"SELECT \"Id\" FROM \"comments_comments\" WHERE \"ParentId\" = {Parent} AND \"Place\" = 1{rest}";

        private string NextLevels()
        {
            // Where a permalink leads into the middle of the answers to a comment, they start there.
            var start = "";
            if (Path > 1)
            {
                var cases = Enumerable.Range(0, Path - 1).Select(step => string.Create(CultureInfo.InvariantCulture, $"WHEN @p{FirstOfPath + (2 * step)} THEN @p{FirstOfPath + (2 * step) + 1}"));
                start = $" AND x.\"Id\" >= CASE tree.\"Id\" {string.Join(' ', cases)} ELSE 0 END";
            }
            return $"""
                SELECT r."Id", tree."Level" + 1 FROM tree CROSS JOIN "comments_comments" AS r WHERE tree."Level" < {LastLevel} AND r."Id" IN (
                  SELECT x."Id" FROM "comments_comments" AS x WHERE x."ParentId" = tree."Id" AND x."Place" = 1{start} ORDER BY x."Id" LIMIT {Answers})
                """;
        }
    }
}
