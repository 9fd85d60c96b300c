using Components.Comments.Guests;
using Components.Comments.Thread;
using Components.Data;
using Components.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Components.Comments.Writing;

/// <summary>Why something posted is not taken.</summary>
/// <param name="Status">422 for a mistake in a field; else what the answer says.</param>
/// <param name="Text">A key of the pack's texts.</param>
/// <param name="Field">Which field; empty where it is none.</param>
/// <param name="Argument">What stands in the text for {0}.</param>
public sealed record PostingProblem(int Status, string Text, string Field = "", object? Argument = null);

/// <summary>What became of a post: the comment, or why there is none.</summary>
public sealed record PostingResult(Comment? Comment, PostingProblem? Problem);

/// <summary>The one way in which a comment comes to be: who may write here, what they may write, and whether it is shown at once.</summary>
internal sealed class Posting(
    CommentsDb db, CommentLedger ledger, CommentMarkdown markdown, IOptions<CommentsOptions> options, IMembers members, Viewers viewers, GuestMails mails, TimeOrderedId ids, TimeProvider clock)
{
    private readonly CommentsOptions _options = options.Value;

    /// <param name="http">The request.</param>
    /// <param name="subject">Which thread.</param>
    /// <param name="hostPage">The page that it is written on.</param>
    /// <param name="parentId">The comment that is answered; null: the page.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="once">Knows whether the same was posted before.</param>
    public async Task<PostingResult> PostAsync(HttpContext http, string subject, string hostPage, long? parentId, NewComment form, Once once)
    {
        var cancellation = http.RequestAborted;
        var thread = await db.Threads.OfSubjectAsync(subject, cancellation);
        var viewer = await viewers.OfAsync(http);
        if (Refusal(viewer, thread) is { } refusal)
            return new PostingResult(null, refusal);
        if (form.Text!.Length > _options.MaxLength)
            return Refused("A comment must have at most {0} characters.", nameof(form.Text), _options.MaxLength);
        var (author, problem) = viewer.IsMember ? (new Author(viewer.Key!, viewer.Name!), null) : await ReadGuestAsync(http, form);
        if (author is null)
            return new PostingResult(null, problem);

        var state = await JudgeAsync(thread, author, viewer, form.Text, cancellation);
        var now = clock.GetUtcNow();
        PostingProblem? late = null;
        var comment = await ledger.AddAsync(subject, () => Discussion.Open(ids.Next(), now, subject, hostPage), WriteAsync, once, cancellation);
        return new PostingResult(comment, comment is null ? late : null);

        async Task<Comment?> WriteAsync(Discussion current)
        {
            var parent = parentId is { } key ? await db.Comments.AsNoTracking().SingleOrDefaultAsync(other => other.Id == key && other.ThreadId == current.Id, cancellation) : null;
            late = Refusal(viewer, current) ?? (parentId is not null && parent?.State != CommentState.Approved
                ? new PostingProblem(StatusCodes.Status409Conflict, "The comment that you answer is not there any more. Your text is still in the form.") : null);
            if (late is not null)
                return null;
            current.Continue(now, hostPage);
            var written = Comment.Write(ids.Next(), now, current.Id, parent, author, form.Text!.Trim(), NetworkOf(http), state);
            await mails.WriteAsync(http, written);
            return written;
        }
    }

    private PostingProblem? Refusal(Viewer viewer, Discussion? thread)
    {
        if (!ThreadPolicy.Of(_options, thread, clock.GetUtcNow()).TakesComments)
            return new PostingProblem(StatusCodes.Status403Forbidden, "This thread is closed.");
        return viewer.IsMember || _options.AllowGuests
            ? null
            : new PostingProblem(StatusCodes.Status401Unauthorized, "Please sign in to comment. Copy your text first if the page must be reloaded.");
    }

    private async Task<(Author?, PostingProblem?)> ReadGuestAsync(HttpContext http, NewComment form)
    {
        var name = PersonName.Clean(form.Name ?? "");
        if (name.Length == 0)
            return (null, new PostingProblem(StatusCodes.Status422UnprocessableEntity, "Please give a name.", nameof(form.Name)));
        if (await members.IsNameTakenAsync(name, http.RequestAborted))
            return (null, new PostingProblem(StatusCodes.Status422UnprocessableEntity, "This name belongs to a member. Sign in, or choose another.", nameof(form.Name)));
        // To say that a member has an address would tell who has an account; it is just not taken from a guest.
        var email = form.Email?.Trim() is { Length: > 0 } given && !await members.IsEmailTakenAsync(given, http.RequestAborted) ? given : null;
        if (!Website.TryRead(form.Website, out var website))
            return (null, new PostingProblem(StatusCodes.Status422UnprocessableEntity, "The website must start with https:// or http://.", nameof(form.Website)));
        return (new Author(GuestCapability.Grant(http), name, email, website), null);
    }

    private async Task<CommentState> JudgeAsync(Discussion? thread, Author author, Viewer viewer, string text, CancellationToken cancellation)
    {
        if (viewer.IsModerator)
            return CommentState.Approved;
        var isHeld = ThreadPolicy.Of(_options, thread, clock.GetUtcNow()).Hold switch
        {
            HoldPolicy.Everybody => true,
            HoldPolicy.Guests => !viewer.IsMember,
            HoldPolicy.FirstTimers => !await db.Comments.AnyAsync(comment => comment.AuthorKey == author.Key && comment.State == CommentState.Approved, cancellation),
            _ => false,
        };
        return isHeld || markdown.CountLinks(text) > _options.HoldLinksOver ? CommentState.Pending : CommentState.Approved;
    }

    private static string? NetworkOf(HttpContext http) => http.Connection.RemoteIpAddress is { } address
        ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : address.ToString()
        : null;

    private static PostingResult Refused(string text, string field, object argument) =>
        new(null, new PostingProblem(StatusCodes.Status422UnprocessableEntity, text, field, argument));
}
