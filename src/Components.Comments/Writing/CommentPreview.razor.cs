using Components.Comments.Thread;
using Components.Embedding;
using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;

namespace Components.Comments.Writing;

/// <summary>
/// What a comment will look like, made by the same code as the comment itself. With JavaScript it is shown in the form; without, it is a page of its own, with the form to go on.
/// Nothing is kept.
/// </summary>
[Fragment("comments/preview", Title = "Preview"), Embeddable]
public sealed partial class CommentPreview(CommentServices services) : CommentFragment(services)
{
    private PreviewedComment _given = new();
    private CommentScene _scene = null!;
    private CommentRow? _comment;
    private string? _problem;

    /// <summary>In which thread the page is answered. Null: a comment is answered or changed.</summary>
    [Parameter] public string? Subject { get; set; }

    /// <summary>Which comment is answered or changed. Null: the page is answered.</summary>
    [Parameter] public long? Comment { get; set; }

    /// <summary>Whether the comment is changed.</summary>
    [Parameter] public bool Edit { get; set; }

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        _comment = Comment is { } id ? await Reads.CommentAsync(id, Aborted) : null;
        var thread = _comment is { ThreadId: var threadId }
            ? await Reads.ThreadAsync(threadId, Aborted)
            : await Reads.ThreadAsync(Subject ?? "", Aborted);
        _scene = await SceneAsync(thread, Options.Depth);
    }

    /// <summary>Shows what was typed.</summary>
    public Task OnPostAsync([FromForm] PreviewedComment form)
    {
        _given = form;
        if (form.Text?.Length > Options.MaxLength)
            _problem = L["A comment must have at most {0} characters.", Options.MaxLength];
        Response.ShowDocument();
        return Task.CompletedTask;
    }

    // Where the form of this document is sent: to what the form with the preview button was sent to.
    private FragmentUrl? Posted => (Edit, _comment) switch
    {
        (true, { } edited) => _scene.MayEdit(edited) ? _scene.EditOf(edited.Id) : null,
        (false, { State: CommentState.Approved } answered) => LinkTo<CommentReply>(answered.Id),
        (false, null) when Subject is not null => LinkTo<CommentThread>((nameof(CommentThread.Subject), Subject)),
        _ => null,
    };
}

/// <summary>What is posted to see it: the fields of every form that comments are written in. Nothing is wrong with any of them yet.</summary>
public sealed class PreviewedComment
{
    /// <summary>Markdown.</summary>
    public string? Text { get; set; }

    /// <summary>A guest's name, to go on with.</summary>
    public string? Name { get; set; }

    /// <summary>A guest's e-mail address, to go on with.</summary>
    public string? Email { get; set; }

    /// <summary>A guest's website, to go on with.</summary>
    public string? Website { get; set; }
}
