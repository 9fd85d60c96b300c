using Components.Comments.Writing;
using Components.Fragments;
using Components.Responses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Thread;

/// <summary>One comment by itself, and the form to edit it.</summary>
[Fragment("comments/comment", Title = "Comment")]
public sealed partial class CommentItem(CommentServices services) : CommentFragment(services)
{
    private CommentScene _scene = null!;
    private CommentRow? _comment;

    /// <summary>Which comment.</summary>
    [Parameter, EditorRequired] public long Comment { get; set; }

    /// <summary>Shows the form to edit it.</summary>
    [Parameter] public bool Edit { get; set; }

    private bool IsEdited => Edit && _scene.MayEdit(_comment!);

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        await FindAsync();
        if (_comment is null)
        {
            Response.Status ??= StatusCodes.Status404NotFound;
            return;
        }
        if (IsEdited)
            Response.Command(Command.Focus($"{FragmentForm.IdOf(this)}-text"));
        await ReadOpinionsAsync(_scene, [_comment]);
    }

    /// <summary>Changes the text, for its author within the time for it, and for moderators.</summary>
    public async Task OnPostAsync([FromForm] EditedComment form)
    {
        await FindAsync();
        if (_comment is null || !_scene.MayEdit(_comment))
        {
            Response.Fail(StatusCodes.Status403Forbidden, L["You may not edit this comment any more."]);
            return;
        }
        if (form.Text!.Length > Options.MaxLength)
        {
            Refuse(nameof(form.Text), L["A comment must have at most {0} characters.", Options.MaxLength]);
            return;
        }
        await Comments.Ledger.ChangeAsync(Comment, Change, Aborted);
        Response.Flash(L["The comment is changed."]);
        Response.Command(Command.Focus(Permalink.ElementOf(Comment)));
        Response.ReturnTo(PermalinkOf(Comment));
        // Not the form again.
        Edit = false;

        void Change(Comment comment)
        {
            if (comment.Edit(Comments.Ids.Next(), Comments.Now, form.Text.Trim(), _scene.Viewer.Key!) is { } earlier)
                Db.Add(earlier);
        }
    }

    /// <summary>Deletes it, for its author and for moderators.</summary>
    public async Task OnPostDeleteAsync()
    {
        await FindAsync();
        if (_comment is null || _comment.State == CommentState.Deleted)
        {
            Response.Flash(L["That comment is gone already."], FlashLevel.Info);
            return;
        }
        if (!_scene.MayDelete(_comment))
        {
            Response.Fail(StatusCodes.Status403Forbidden, L["You may not delete this comment."]);
            return;
        }
        await Comments.Ledger.ChangeAsync(Comment, Erase, Aborted);
        Response.Flash(L["The comment is deleted."]);

        void Erase(Comment comment)
        {
            comment.Erase();
            Db.RemoveRange(Db.Revisions.Where(revision => revision.CommentId == Comment));
        }
    }

    // What is not there and what is not for these eyes are the same to whoever asks.
    private async Task FindAsync()
    {
        _comment = await Db.RowAsync(Comment, Aborted);
        var thread = _comment is null ? null : await Db.Threads.AsNoTracking().SingleAsync(thread => thread.Id == _comment.ThreadId, Aborted);
        _scene = await SceneAsync(thread, Options.Depth);
        if (_comment is not null && _comment.Place == Placement.Hidden && !_scene.MaySee(_comment))
            _comment = null;
    }
}
