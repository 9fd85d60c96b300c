using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>Which comments moderators look at. Persons and networks are named by a comment of theirs, so that no address of a page tells who they are.</summary>
/// <param name="State">Their state.</param>
/// <param name="Thread">Only of this thread.</param>
/// <param name="By">Only by the author of this comment.</param>
/// <param name="From">Only from where this comment came.</param>
public sealed record QueueFilter(CommentState State, long? Thread, long? By, long? From)
{
    private const int PageSize = 50;

    // What waits longest comes first; of what was decided, the latest.
    private bool IsOldestFirst => State == CommentState.Pending;

    public async Task<QueuePage> ReadAsync(CommentsDb db, long? after, long? before, long? history, CancellationToken cancellation)
    {
        var isBackwards = after is null && before is not null;
        var comments = await MatchAsync(db, cancellation);
        var isUpwards = IsOldestFirst != isBackwards;
        if ((after ?? before) is { } from)
            comments = isUpwards ? comments.Where(comment => comment.Id > from) : comments.Where(comment => comment.Id < from);
        comments = isUpwards ? comments.OrderBy(comment => comment.Id) : comments.OrderByDescending(comment => comment.Id);
        var rows = await comments.Take(PageSize + 1).ToListAsync(cancellation);
        var (page, hasMore) = (rows.Take(PageSize).ToList(), rows.Count > PageSize);
        if (isBackwards)
            page.Reverse();
        // What was decided about since is gone from its page: then the first one is what there is to see.
        if (page.Count == 0 && (after ?? before) is not null)
            return await ReadAsync(db, null, null, history, cancellation);
        return await QueuePage.AroundAsync(db, page, this, HasBefore: isBackwards ? hasMore : after is not null, HasAfter: isBackwards || hasMore, history, cancellation);
    }

    /// <summary>The keys of the first ones.</summary>
    public async Task<IReadOnlyList<long>> IdsAsync(CommentsDb db, int most, CancellationToken cancellation) =>
        await (await MatchAsync(db, cancellation)).OrderBy(comment => comment.Id).Select(comment => comment.Id).Take(most).ToListAsync(cancellation);

    private async Task<IQueryable<Comment>> MatchAsync(CommentsDb db, CancellationToken cancellation)
    {
        var comments = db.Comments.AsNoTracking().Where(comment => comment.State == State);
        if (Thread is { } thread)
            comments = comments.Where(comment => comment.ThreadId == thread);
        if (By is { } by)
        {
            var key = await db.Comments.Where(comment => comment.Id == by).Select(comment => comment.AuthorKey).SingleOrDefaultAsync(cancellation) ?? "";
            comments = comments.Where(comment => comment.AuthorKey == key);
        }
        if (From is { } from)
        {
            // Where the network is erased, nothing is from there.
            var network = await db.Comments.Where(comment => comment.Id == from).Select(comment => comment.Network).SingleOrDefaultAsync(cancellation) ?? "";
            comments = comments.Where(comment => comment.Network == network);
        }
        return comments;
    }
}

/// <summary>A page of comments with what is around each.</summary>
/// <param name="Comments">In their order.</param>
/// <param name="Threads">Where they are.</param>
/// <param name="Answered">The comments that they answer.</param>
/// <param name="ByAuthor">How many more in the same state each author has.</param>
/// <param name="ByNetwork">How many more in the same state came from each network.</param>
/// <param name="History">What the one whose history is shown said before, the latest first.</param>
/// <param name="HasBefore">Whether there is a page before.</param>
/// <param name="HasAfter">Whether there is a page after.</param>
public sealed record QueuePage(
    IReadOnlyList<Comment> Comments,
    IReadOnlyDictionary<long, Discussion> Threads,
    IReadOnlyDictionary<long, Comment> Answered,
    IReadOnlyDictionary<string, int> ByAuthor,
    IReadOnlyDictionary<string, int> ByNetwork,
    IReadOnlyList<Revision> History,
    bool HasBefore,
    bool HasAfter)
{
    public static QueuePage Empty { get; } = new([], new Dictionary<long, Discussion>(), new Dictionary<long, Comment>(), new Dictionary<string, int>(), new Dictionary<string, int>(), [], false, false);

    public static async Task<QueuePage> AroundAsync(
        CommentsDb db, IReadOnlyList<Comment> comments, QueueFilter filter, bool HasBefore, bool HasAfter, long? history, CancellationToken cancellation)
    {
        if (comments.Count == 0)
            return Empty;
        var threads = comments.Select(comment => comment.ThreadId).Distinct().ToList();
        var answered = comments.Where(comment => !comment.IsTopLevel).Select(comment => comment.ParentId).Distinct().ToList();
        var authors = comments.Select(comment => comment.AuthorKey).Distinct().ToList();
        var networks = comments.Select(comment => comment.Network).OfType<string>().Distinct().ToList();
        var same = db.Comments.Where(comment => comment.State == filter.State);
        return new QueuePage(
            comments,
            await db.Threads.AsNoTracking().Where(thread => threads.Contains(thread.Id)).ToDictionaryAsync(thread => thread.Id, cancellation),
            answered.Count == 0 ? Empty.Answered : await db.Comments.AsNoTracking().Where(comment => answered.Contains(comment.Id)).ToDictionaryAsync(comment => comment.Id, cancellation),
            await same.Where(comment => authors.Contains(comment.AuthorKey)).GroupBy(comment => comment.AuthorKey).Select(group => new { group.Key, Count = group.Count() - 1 }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation),
            networks.Count == 0 ? Empty.ByNetwork : await same.Where(comment => networks.Contains(comment.Network!)).GroupBy(comment => comment.Network!).Select(group => new { group.Key, Count = group.Count() - 1 }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation),
            history is null ? [] : await db.Revisions.AsNoTracking().Where(revision => revision.CommentId == history).OrderByDescending(revision => revision.Id).ToListAsync(cancellation),
            HasBefore,
            HasAfter);
    }
}
