using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Components.Caching;
using Components.Comments.Writing;
using Components.Embedding;
using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Components.Comments.Thread;

/// <summary>The comments under a subject with their answers, a page at a time, and the form to add one.</summary>
[Fragment("comments/thread", Title = "Comments"), Embeddable, Cached]
public sealed partial class CommentThread(CommentServices services) : CommentFragment(services)
{
    private CommentScene _scene = null!;
    private CommentTree _tree = CommentTree.Empty;
    private CommentSort? _sort;
    private CommentRow? _posted;
    private Discussion? _continued;
    private bool _isAnswer;

    /// <summary>Which thread: any text that the host page chooses, 1-200 characters.</summary>
    [Parameter, EditorRequired, Embeddable(IsAddress = true), StringLength(Comment.LongestSubject)] public string Subject { get; set; } = "";

    /// <summary>The order for who has not chosen one. Null: as <see cref="CommentsOptions.Sort"/> says.</summary>
    [Parameter, Embeddable] public CommentSort? Sort { get; set; }

    /// <summary>How many comments are shown at once, 1-200. Null: as <see cref="CommentsOptions.PageSize"/> says.</summary>
    [Parameter, Embeddable, Range(1, 200)] public int? PageSize { get; set; }

    /// <summary>How many levels of answers are shown nested, 1-10. Null: as <see cref="CommentsOptions.Depth"/> says.</summary>
    [Parameter, Embeddable, Range(1, 10)] public int? Depth { get; set; }

    /// <summary>The order that the visitor chose by a link; their browser remembers it. Null: what it remembers, else <see cref="Sort"/>.</summary>
    [Parameter] public CommentSort? By { get; set; }

    /// <summary>Shows the comments after this place. Null: from the first on.</summary>
    [Parameter, StringLength(60)] public string? After { get; set; }

    /// <summary>Shows the comments before this place; <see cref="Cursor.End"/>: the last ones.</summary>
    [Parameter, StringLength(60)] public string? Before { get; set; }

    /// <summary>Shows only this comment with its answers. Null: the whole thread.</summary>
    [Parameter] public long? Root { get; set; }

    /// <summary>Opens the thread where this comment stands. Null: at its beginning.</summary>
    [Parameter] public long? Around { get; set; }

    /// <inheritdoc/>
    protected override IEnumerable<string> Tags => [Discussion.TagOf(Subject)];

    /// <inheritdoc/>
    protected override IEnumerable<string> CacheTags => ReadTags;

    /// <inheritdoc/>
    protected override object Model => new ThreadModel(
        Subject,
        _scene.Thread?.Count ?? 0,
        Order,
        [.. _tree.Pinned.Concat(_tree.Comments).Select(node => CommentModel.Of(node, _scene))],
        _tree.HasBefore ? Url.With(PreviousPage).Json : null,
        _tree.HasAfter ? Url.With(NextPage).Json : null);

    private string[] ReadTags => field ??= [Discussion.TagOf(Subject), Discussion.OpinionsTagOf(Subject)];

    private string HeadingId => field ??= $"{Url.ElementId}-heading";

    private string HeadId => $"{Url.ElementId}-head";

    private string WriteId => $"{Url.ElementId}-write";

    private string ListId => $"{Url.ElementId}-list";

    private ShownKey Shown => new(Subject, Order, PageSize ?? Options.PageSize, Levels, After, Before, Root, Around);

    private CommentSort Order => _sort ??= RememberedSort.Choose(Http, By) ?? Sort ?? Options.Sort;

    private bool IsFirstPage => Url.Parameters.Query == FirstPage.Query;

    // A comment that is shown by itself is shown with its answers.
    private int Levels => Math.Max(Depth ?? Options.Depth, Root is null && Around is null ? 1 : 2);

    private FragmentParameters FirstPage => With((nameof(After), null), (nameof(Before), null), (nameof(Root), null), (nameof(Around), null));

    private FragmentParameters LastPage => FirstPage.With((nameof(Before), Cursor.End));

    private FragmentParameters PreviousPage => FirstPage.With((nameof(Before), First.ToString()));

    private FragmentParameters NextPage => FirstPage.With((nameof(After), Last.ToString()));

    private Cursor First => Cursor.Of(_tree.Comments[0].Comment, Order);

    private Cursor Last => Cursor.Of(_tree.Comments[^1].Comment, Order);

    private FragmentParameters SortedBy(CommentSort sort) => FirstPage.With((nameof(By), sort));

    private FragmentParameters Under(long comment) => FirstPage.With((nameof(Root), comment));

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, object?>? OnPageAsked(IQueryCollection query) =>
        long.TryParse(query[Permalink.Query], NumberStyles.None, CultureInfo.InvariantCulture, out var comment)
            ? new Dictionary<string, object?> { [nameof(Around)] = comment }
            : null;

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        var thread = _continued ?? await ReadSharedAsync(Subject, ReadTags, static thread => thread.Size, () => Reads.ThreadAsync(Subject, Aborted));
        _scene = await SceneAsync(thread, Levels);
        Answer();
        if (thread is null || _isAnswer)
            return;
        // Before what everybody sees: what is approved and told meanwhile is seen there.
        var waiting = await Reads.WaitingAsync(thread.Id, _scene.Viewer, Aborted);
        var shown = (await ReadSharedAsync(Shown, ReadTags, static tree => tree.Size, async () => await ReadAsync(thread)))!;
        _tree = shown.WithWaiting(waiting);
        await ReadOpinionsAsync(_scene, _tree);
    }

    /// <summary>Adds a comment that answers the page.</summary>
    [OwnPostLimit]
    public async Task OnPostAsync([FromForm] NewComment form)
    {
        (var comment, var problem, _continued) = await Comments.Posting.PostAsync(Http, Subject, HostPage, parentId: null, form, Once);
        if (comment is null)
        {
            Refuse(problem!);
            return;
        }
        AnnouncePosted(comment, HeadingId);
        var isShown = comment.State == CommentState.Approved;
        if (!IsFirstPage || (isShown && !IsDocument && !await IsOnFirstPageAsync()))
            // To the page on which it stands.
            Response.RedirectInside(Url.With(isShown && Order != CommentSort.Newest ? FirstPage.With((nameof(Around), comment.Id)) : FirstPage));
        else if (isShown)
            _posted = CommentRow.Of(comment);
    }

    // Where the newest come first, or all are on one page.
    private async Task<bool> IsOnFirstPageAsync() =>
        Order == CommentSort.Newest || (_continued ?? await Reads.ThreadAsync(Subject, Aborted))?.Count <= (PageSize ?? Options.PageSize);

    // Who has written something is shown that, and nothing anew of what is there: neither an answer that they have begun nor what they have opened is lost. What waits stands where it always does.
    private void Answer()
    {
        _isAnswer = !IsDocument && (_posted is not null || Response.Status == StatusCodes.Status422UnprocessableEntity);
        if (_isAnswer)
            Response.ShowIn(WriteId);
    }

    private async Task<CommentTree> ReadAsync(Discussion thread)
    {
        if ((Around ?? Root) is { } asked && await Reads.PathAsync(thread.Id, asked, Around is null ? 1 : Levels, Aborted) is { Count: > 0 } path)
            return await ReadAroundAsync(thread, path);
        var from = Cursor.TryParse(After ?? Before, Order, out var given) ? given : (Cursor?)null;
        var tree = await Query(thread, from, isBackwards: After is null && Before is not null).ReadAsync(Reads, Aborted);
        // A page beyond either end, or one whose comments were deleted since: the first is what there is to see.
        return tree.Comments.Count == 0 && from is not null ? await Query(thread, null).ReadAsync(Reads, Aborted) : tree;
    }

    private async Task<CommentTree> ReadAroundAsync(Discussion thread, IReadOnlyList<CommentRow> path)
    {
        // What stands deeper than a page shows, or is asked for by itself, is shown under the highest comment that fits.
        if (Root is not null || !path[0].IsTopLevel)
            return await ReadBranchAsync(thread, path);
        // What is pinned stands on the first page, whatever the order.
        var from = path[0].Place == Placement.Pinned ? (Cursor?)null : Cursor.Of(path[0], Order);
        var tree = await Query(thread, from, path: path).ReadAsync(Reads, Aborted);
        // Pages are never longer than is good for the server: what did not fit in is shown by itself.
        return tree.All.Any(comment => comment.Id == path[^1].Id) ? tree : await ReadBranchAsync(thread, path);
    }

    private async Task<CommentTree> ReadBranchAsync(Discussion thread, IReadOnlyList<CommentRow> path)
    {
        var root = path[0];
        var query = new TreeQuery
        {
            Parent = root.Id,
            Sort = CommentSort.Oldest,
            Size = Options.RepliesPageSize,
            Answers = Options.RepliesShown,
            Levels = Math.Max(1, Levels - 1),
            From = path.Count > 1 ? Cursor.Of(path[1], CommentSort.Oldest) : null,
            Path = [.. path.Skip(1)],
        };
        var answers = await query.ReadAsync(Reads, Aborted);
        var node = new CommentNode(root) { IsInside = answers.HasBefore, Asked = Options.RepliesPageSize };
        foreach (var answer in answers.Comments)
            node.Add(answer);
        return answers with { Comments = [node], HasBefore = false, HasAfter = false, IsBranch = true };
    }

    private TreeQuery Query(Discussion thread, Cursor? from, bool isBackwards = false, IReadOnlyList<CommentRow>? path = null) => new()
    {
        Parent = thread.Id,
        Sort = Order,
        Size = PageSize ?? Options.PageSize,
        Answers = Options.RepliesShown,
        Levels = Levels,
        From = from,
        IsBackwards = isBackwards,
        Path = path ?? [],
        WithPinned = true,
    };

    /// <summary>All that decides about which comments are shown.</summary>
    private sealed record ShownKey(string Subject, CommentSort Order, int Size, int Levels, string? After, string? Before, long? Root, long? Around);
}
