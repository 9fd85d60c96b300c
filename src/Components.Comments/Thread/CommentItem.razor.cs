using Components.Comments.Moderation;
using Components.Comments.Writing;
using Components.Embedding;
using Components.Fragments;
using Components.Responses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Components.Comments.Thread;

/// <summary>One comment by itself, and the form to edit it.</summary>
[Fragment("comments/comment", Title = "Comment"), Embeddable]
public sealed partial class CommentItem(CommentServices services) : CommentFragment(services)
{
    private CommentScene _scene = null!;
    private CommentRow? _comment;
    private long? _done;

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
        if (_scene.Viewer.Wrote(_comment.AuthorKey))
        {
            if (!await EditOwnAsync(form.Text.Trim()))
                return;
        }
        else
        {
            _done = (await Comments.Desk.EditAsync(_scene.Viewer, Comment, form.Text.Trim(), Aborted)).Batch;
            Response.Flash(L["The comment is changed."]);
        }
        Response.Command(Command.Focus(ElementOf(Comment)));
        Response.ReturnTo(PermalinkOf(Comment));
        // Not the form again.
        Edit = false;
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
        if (_scene.Viewer.Wrote(_comment.AuthorKey))
            await Comments.Ledger.ChangeAsync(Comment, Erase, Aborted);
        else
            _done = (await Comments.Desk.DecideAsync(_scene.Viewer, ModerationAct.Delete, [Comment], Aborted)).Batch;
        Response.Flash(L["The comment is deleted."]);

        // Its author takes it back for good: nothing of it is kept, also not what moderators did to it.
        void Erase(Comment comment)
        {
            comment.Erase();
            Db.RemoveRange(Db.Revisions.Where(revision => revision.CommentId == Comment));
            foreach (var entry in Db.Audit.Where(entry => entry.Target == Comment && entry.Snapshot != null))
                entry.Forget();
        }
    }

    /// <summary>Decides about it, for moderators.</summary>
    [OwnPostLimit, OwnSiteOnly]
    public async Task OnPostDecideAsync([FromForm] Decision form)
    {
        await FindAsync();
        if (!_scene.Viewer.IsModerator || form.Act is not { } act || !ModerationDesk.Decisions.Contains(act))
        {
            Response.Fail(StatusCodes.Status403Forbidden, L["You may not moderate comments."]);
            return;
        }
        var (batch, done) = await Comments.Desk.DecideAsync(_scene.Viewer, act, [Comment], Aborted);
        if (done > 0)
            Response.Flash(L[ActTexts.DoneOf(act), done]);
        else
            Response.Flash(L["Somebody has dealt with that comment already."], FlashLevel.Info);
        _done = done > 0 ? batch : null;
    }

    /// <summary>Undoes what a moderator has just done to it.</summary>
    [OwnPostLimit, OwnSiteOnly]
    public async Task OnPostUndoAsync([FromForm] UndoneAct form)
    {
        await FindAsync();
        if (!_scene.Viewer.IsModerator)
        {
            Response.Fail(StatusCodes.Status403Forbidden, L["You may not moderate comments."]);
            return;
        }
        var (undone, _) = await Comments.Desk.UndoAsync(_scene.Viewer, form.Batch, Aborted);
        if (undone > 0)
            Response.Flash(L["It is undone."]);
        else
            Response.Flash(L["It has changed since, and is left as it is."], FlashLevel.Info);
    }

    // What is edited is judged like what is new.
    private async Task<bool> EditOwnAsync(string text)
    {
        var row = _comment!;
        var draft = new Draft(new Author(row.AuthorKey, row.AuthorName, row.Email, row.Website), text, Comments.Judge.CountLinks(text), _scene.Thread, HostPage, !row.IsTopLevel);
        var judgement = await Comments.Judge.JudgeEditAsync(Http, _scene.Viewer, draft);
        if (judgement.Problem is { } problem)
        {
            Refuse(problem);
            return false;
        }
        await Comments.Ledger.ChangeAsync(Comment, Change, Aborted);
        Response.Flash(judgement.State == CommentState.Approved ? L["The comment is changed."] : L["The comment is changed, and will be shown again once a moderator has approved it."]);
        return true;

        void Change(Comment comment)
        {
            // It may have been deleted, or decided about, while this was judged: what is gone must not come back.
            if (!_scene.MayEdit(CommentRow.Of(comment)) || comment.Edit(Comments.Ids.Next(), Comments.Now, text, _scene.Viewer.Key!) is not { } earlier)
                return;
            Db.Add(earlier);
            if (judgement.Held is not { } held || comment.State != CommentState.Approved)
                return;
            comment.HoldBecause(held);
            comment.Decide(judgement.State);
        }
    }

    // What is not there and what is not for these eyes are the same to whoever asks.
    private async Task FindAsync()
    {
        (_comment, _scene) = await FindAsync(Comment);
        if (_comment is not null && _comment.Place == Placement.Hidden && !_scene.MaySee(_comment))
            _comment = null;
    }
}
