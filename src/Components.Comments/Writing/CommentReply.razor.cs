using Components.Comments.Thread;
using Components.Embedding;
using Components.Fragments;
using Components.Responses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Components.Comments.Writing;

/// <summary>The form to answer a comment, loaded below it; once it is sent, the answer stands there.</summary>
[Fragment("comments/reply", Title = "Answer"), Embeddable]
public sealed partial class CommentReply(CommentServices services) : CommentFragment(services)
{
    private CommentScene _scene = null!;
    private CommentRow? _answered;
    private CommentRow? _answer;
    private long? _answerId;

    /// <summary>Which comment is answered.</summary>
    [Parameter, EditorRequired] public long Comment { get; set; }

    /// <summary>Nothing but the empty place again.</summary>
    [Parameter] public bool Closed { get; set; }

    /// <summary>Starts the answer with the words that it answers.</summary>
    [Parameter] public bool Quote { get; set; }

    private PreviewedComment? Quoted => Quote && _answered is not null ? new PreviewedComment { Text = Quotation.Of(_answered.Text) } : null;

    private FragmentParameters Nothing => With((nameof(Closed), true));

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        (_answered, _scene) = await FindAsync(Comment);
        if (_answered?.State != CommentState.Approved)
        {
            _answered = null;
            Response.Status ??= StatusCodes.Status404NotFound;
        }
        else if (_answerId is null)
        {
            Response.Command(Command.Focus(Closed ? ElementOf(Comment) : $"{FragmentForm.IdOf(this)}-text"));
        }
        if (_answerId is { } id)
            _answer = await Reads.CommentAsync(id, Aborted);
    }

    /// <summary>Adds the answer.</summary>
    [OwnPostLimit]
    public async Task OnPostAsync([FromForm] NewComment form)
    {
        var subject = await Reads.SubjectOfAsync(Comment, Aborted);
        if (subject is null)
        {
            Response.Fail(StatusCodes.Status409Conflict, L["The comment that you answer is not there any more. Your text is still in the form."]);
            return;
        }
        var (comment, problem, _) = await Comments.Posting.PostAsync(Http, subject, HostPage, Comment, form, Once);
        if (comment is null)
        {
            Refuse(problem!);
            return;
        }
        _answerId = comment.Id;
        AnnouncePosted(comment, Url.ElementId);
    }
}
