using Components.Embedding;
using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Components.Comments.Thread;

/// <summary>More answers to a comment, a page at a time, loaded where the ones before end.</summary>
[Fragment("comments/replies", Title = "Answers"), Embeddable]
public sealed partial class CommentReplies(CommentServices services) : CommentFragment(services)
{
    private CommentScene _scene = null!;
    private CommentTree _tree = CommentTree.Empty;
    private CommentNode? _node;

    /// <summary>Whose answers.</summary>
    [Parameter, EditorRequired] public long Comment { get; set; }

    /// <summary>On which level they stand in the thread around them.</summary>
    [Parameter] public int Level { get; set; } = 1;

    /// <summary>Shows the answers after this one. Null: from the first on.</summary>
    [Parameter] public long? After { get; set; }

    /// <summary>Shows the answers before this one.</summary>
    [Parameter] public long? Before { get; set; }

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        if (await Db.RowWithThreadAsync(Comment, Aborted) is not var (parent, thread) || parent.Place == Placement.Hidden)
        {
            Response.Status = StatusCodes.Status404NotFound;
            return;
        }
        _scene = await SceneAsync(thread, Options.Depth);
        _tree = await new TreeQuery
        {
            Parent = Comment,
            Sort = CommentSort.Oldest,
            Size = Options.RepliesPageSize,
            Answers = Options.RepliesShown,
            Levels = Math.Max(1, Options.Depth - Level),
            From = (After ?? Before) is { } id ? new Cursor(0, id) : null,
            IsBackwards = After is null && Before is not null,
        }.ReadAsync(Reads, Aborted);
        _node = new CommentNode(parent);
        foreach (var answer in _tree.Comments)
            _node.Add(answer);
        await ReadOpinionsAsync(_scene, _tree);
    }

    private FragmentUrl Earlier => UrlOf<CommentReplies>((nameof(Comment), Comment), (nameof(Level), Level), (nameof(Before), _tree.Comments[0].Comment.Id));

    private FragmentUrl Later => UrlOf<CommentReplies>((nameof(Comment), Comment), (nameof(Level), Level), (nameof(After), _tree.Comments[^1].Comment.Id));
}
