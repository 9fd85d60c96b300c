using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Components.Data;
using Components.Fragments;
using Components.Responses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Components.Comments.Thread;

/// <summary>The comments under a subject, a page at a time, and the form to add one.</summary>
[Fragment("comments/thread", Title = "Comments")]
public sealed partial class CommentThread(
    CommentsDb db, CommentMarkdown markdown, IOptions<CommentsOptions> options, IAuthorizationService authorization, TimeOrderedId ids, TimeProvider clock) : Fragment
{
    private CommentPage _page = CommentPage.Empty;
    private Author? _author;
    private bool _isModerator;

    /// <summary>Which thread: any text that the host page chooses, 1-200 characters.</summary>
    [Parameter, EditorRequired, StringLength(Comment.LongestSubject)] public string Subject { get; set; } = "";

    /// <summary>Shows the comments before this one. Null: the newest.</summary>
    [Parameter] public long? Before { get; set; }

    /// <summary>Shows the comments after this one. Null: the newest.</summary>
    [Parameter] public long? After { get; set; }

    private string HeadingId => $"{Url.ElementId}-heading";

    private string DeleteFormId => FragmentForm.IdOf(this, "delete");

    private FragmentParameters Older => With((nameof(Before), _page.Comments[0].Id), (nameof(After), null));

    private FragmentParameters Newer => With((nameof(After), _page.Comments[^1].Id), (nameof(Before), null));

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        _author = Http.User.UserId() is { } id ? new Author(id, Http.User.DisplayName()) : null;
        _isModerator = _author is not null && (await authorization.AuthorizeAsync(Http.User, CommentsPack.Moderate)).Succeeded;
        _page = await db.Comments.AsNoTracking().In(Subject).PageAsync(options.Value.PageSize, Before, After, Aborted);
        // A page beyond either end, or one whose comments were deleted since: the newest is what there is to see.
        if (_page.Comments.Count == 0 && (Before ?? After) is not null)
            _page = await db.Comments.AsNoTracking().In(Subject).PageAsync(options.Value.PageSize, null, null, Aborted);
    }

    /// <summary>Adds a comment.</summary>
    public async Task OnPostAsync([FromForm] NewComment form)
    {
        if (Http.User.UserId() is not { } userId)
            Response.Fail(StatusCodes.Status401Unauthorized, L["Please sign in to comment. Copy your text first if the page must be reloaded."]);
        else if (options.Value.Closed)
            Response.Fail(StatusCodes.Status403Forbidden, L["This thread is closed."]);
        else if (form.Text!.Length > options.Value.MaxLength)
            Refuse(nameof(form.Text), L["A comment must have at most {0} characters.", options.Value.MaxLength]);
        else
            await AddAsync(new Author(userId, Http.User.DisplayName()), form.Text.Trim());
    }

    /// <summary>Deletes a comment, for its author and for moderators.</summary>
    public async Task OnPostDeleteAsync([FromForm] CommentChoice form)
    {
        var comment = await db.Comments.SingleOrDefaultAsync(comment => comment.Id == form.Comment && comment.Subject == Subject, Aborted);
        if (comment is null)
        {
            Response.Flash(L["That comment is gone already."], FlashLevel.Info);
            return;
        }
        _isModerator = (await authorization.AuthorizeAsync(Http.User, CommentsPack.Moderate)).Succeeded;
        if (!MayDelete(comment.AuthorId))
        {
            Response.Fail(StatusCodes.Status403Forbidden, L["You may not delete this comment."]);
            return;
        }
        db.Remove(comment);
        await db.SaveChangesAsync(Aborted);
        Response.Flash(L["The comment is deleted."]);
        Response.Command(Command.Focus(HeadingId));
    }

    private async Task AddAsync(Author author, string text)
    {
        var isApproved = !options.Value.HoldAll && markdown.CountLinks(text) <= options.Value.HoldLinksOver;
        var comment = Comment.Write(ids.Next(), clock.GetUtcNow(), Subject, HostPage, author, text, isApproved);
        db.Add(comment);
        await db.SaveChangesAsync(Aborted);
        Response.Flash(isApproved ? L["Thank you. Your comment is there."] : L["Thank you. Your comment will be shown once a moderator has approved it."]);
        Response.Command(Command.Focus(isApproved ? $"comment-{comment.Id.ToString(CultureInfo.InvariantCulture)}" : HeadingId));
        // From an older page back to the newest, where the new comment stands.
        if ((Before ?? After) is not null)
            Response.RedirectInside(Url.With(With((nameof(Before), null), (nameof(After), null))));
    }

    private bool MayDelete(string authorId) => _isModerator || (Http.User.UserId() is { } userId && userId == authorId);
}
