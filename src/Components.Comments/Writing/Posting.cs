using System.Globalization;
using Components.Comments.Guests;
using Components.Comments.Moderation;
using Components.Comments.Thread;
using Components.Data;
using Components.Embedding;
using Components.Posts;
using Components.Spam;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Comments.Writing;

/// <summary>Why something posted is not taken.</summary>
/// <param name="Status">422 for a mistake in a field; else what the answer says.</param>
/// <param name="Text">A key of the pack's texts.</param>
/// <param name="Field">Which field; empty where it is none.</param>
/// <param name="Argument">What stands in the text for {0}.</param>
/// <param name="Cause">What a rule has against it, in words for its author; null: <paramref name="Text"/> says it.</param>
/// <param name="RetryAfter">When it may be tried again; null: that would be of no use.</param>
public sealed record PostingProblem(int Status, string Text, string Field = "", object? Argument = null, Finding? Cause = null, TimeSpan? RetryAfter = null)
{
    public static PostingProblem TooOften(TimeSpan wait) =>
        new(StatusCodes.Status429TooManyRequests, "You are sending very often. Please wait a moment and send it again; what you wrote is still here.", RetryAfter: wait);
}

/// <summary>What became of a post.</summary>
/// <param name="Comment">The comment; null: there is none.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="Thread">The thread as it is with the comment; null also where that was posted before.</param>
public sealed record PostingResult(Comment? Comment, PostingProblem? Problem, Discussion? Thread = null);

/// <summary>The one way in which a comment comes to be: who may write here, what they may write, and whether it is shown at once.</summary>
internal sealed class Posting(
    PlainReads reads, CommentLedger ledger, Judge judge, CommentLimiter limiter, IOptions<CommentsOptions> options, IMembers members, Viewers viewers, GuestMails mails, TimeOrderedId ids, TimeProvider clock)
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
        var viewer = await viewers.OfAsync(http);
        var (name, website, mistake) = Read(viewer, form);
        if (mistake is not null)
            return new PostingResult(null, mistake);
        if (limiter.CountPost(http, viewer) is { } wait)
            return new PostingResult(null, PostingProblem.TooOften(wait));

        var text = form.Text!.Trim();
        var links = judge.CountLinks(text);
        // Where others are asked that is done before anybody waits for it; else all is found out where it is written.
        var before = judge.AsksOthers || !members.AreInDatabase ? await AdmitAsync(reads, await reads.ThreadAsync(subject, cancellation)) : null;
        if (before?.Problem is { } reason)
            return new PostingResult(null, reason);
        var now = clock.GetUtcNow();
        PostingProblem? late = null;
        Discussion? continued = null;
        var comment = await ledger.AddAsync(subject, () => Discussion.Open(ids.Next(), now, subject, hostPage), WriteAsync, once, cancellation);
        return comment is null ? new PostingResult(null, late) : new PostingResult(comment, null, continued);

        async Task<Comment?> WriteAsync(PlainTransaction transaction, Discussion current)
        {
            var parent = parentId is { } key ? await transaction.CommentAsync(key, cancellation) : null;
            late = Closed(current) ?? (parentId is not null && (parent?.State != CommentState.Approved || parent.ThreadId != current.Id)
                ? new PostingProblem(StatusCodes.Status409Conflict, "The comment that you answer is not there any more. Your text is still in the form.") : null);
            if (late is not null)
                return null;
            var (author, judgement, problem) = before ?? await AdmitAsync(transaction, current);
            if (problem is not null)
            {
                late = problem;
                return null;
            }
            continued = current;
            current.Continue(now, hostPage);
            var comment = Comment.Write(ids.Next(), now, current.Id, parent is null ? null : Comment.Reference(parent.Id, parent.Depth), author!, text, Judge.NetworkOf(http), judgement!.State);
            if (judgement.Held is { } held)
                comment.HoldBecause(held);
            await mails.WriteAsync(transaction, http, comment);
            return comment;
        }

        async Task<Admission> AdmitAsync(PlainStatements statements, Discussion? thread)
        {
            if (Closed(thread) is { } closed)
                return new Admission(null, null, closed);
            var (author, problem) = viewer.IsMember ? (new Author(viewer.Key!, viewer.Name!), null)
                : EmbeddedVisitor.Of(http)?.Person is { } person ? await ReadVouchedAsync(statements, person, cancellation)
                : await ReadGuestAsync(statements, http, name, form.Email, website);
            if (author is null)
                return new Admission(null, null, problem);
            var judgement = await judge.JudgeAsync(statements, http, viewer, new Draft(author, text, links, thread, hostPage, parentId is not null));
            return new Admission(author, judgement, judgement.Problem);
        }
    }

    /// <summary>Who writes, and what becomes of it; or why neither.</summary>
    private sealed record Admission(Author? Author, Judgement? Judgement, PostingProblem? Problem);

    private PostingProblem? Closed(Discussion? thread) => ThreadPolicy.Of(_options, thread, clock.GetUtcNow()).TakesComments
        ? null
        : new PostingProblem(StatusCodes.Status403Forbidden, "This thread is closed.");

    // What can be said without the tables.
    private (string Name, string? Website, PostingProblem? Mistake) Read(Viewer viewer, NewComment form)
    {
        if (!viewer.IsKnown && !_options.AllowGuests)
            return Mistaken(StatusCodes.Status401Unauthorized, "Please sign in to comment. Copy your text first if the page must be reloaded.");
        if (form.Text!.Length > _options.MaxLength)
            return Mistaken(StatusCodes.Status422UnprocessableEntity, "A comment must have at most {0} characters.", nameof(form.Text), _options.MaxLength);
        if (viewer.IsKnown)
            return ("", null, null);
        var name = PersonName.Clean(form.Name ?? "");
        if (name.Length == 0)
            return Mistaken(StatusCodes.Status422UnprocessableEntity, "Please give a name.", nameof(form.Name));
        return Website.TryRead(form.Website, out var website)
            ? (name, website, null)
            : Mistaken(StatusCodes.Status422UnprocessableEntity, "The website must start with https:// or http://.", nameof(form.Website));

        static (string, string?, PostingProblem?) Mistaken(int status, string text, string field = "", object? argument = null) => ("", null, new PostingProblem(status, text, field, argument));
    }

    private async Task<(Author?, PostingProblem?)> ReadGuestAsync(PlainStatements statements, HttpContext http, string name, string? email, string? website) =>
        await members.IsNameTakenAsync(statements, name, http.RequestAborted)
            ? (null, new PostingProblem(StatusCodes.Status422UnprocessableEntity, "This name belongs to a member. Sign in, or choose another.", nameof(NewComment.Name)))
            : (new Author(GuestCapability.Grant(http), name, await NotAMembersAsync(statements, email, http.RequestAborted), website), null);

    // A site vouches for a name among its own visitors, and knows nothing of the members here.
    private async Task<(Author?, PostingProblem?)> ReadVouchedAsync(PlainStatements statements, SiteVisitor person, CancellationToken cancellation)
    {
        foreach (var name in new[] { person.Name, Beside(person.Name, person.SiteName), Beside(person.Name, person.SiteId.ToString(CultureInfo.InvariantCulture)) })
            if (!await members.IsNameTakenAsync(statements, name, cancellation))
                return (new Author(Author.SiteKey(person), name, await NotAMembersAsync(statements, person.Email, cancellation)), null);
        return (null, new PostingProblem(StatusCodes.Status403Forbidden, "This name belongs to a member. Sign in, or choose another."));
    }

    private static string Beside(string name, string site)
    {
        var addition = $" ({PersonName.Clean(site)})";
        return PersonName.Clean(name.Length + addition.Length <= Comment.LongestName ? name + addition : name[..Math.Max(0, Comment.LongestName - addition.Length)] + addition);
    }

    // To say that a member has an address would tell who has an account; it is just not taken from anybody else.
    private async Task<string?> NotAMembersAsync(PlainStatements statements, string? email, CancellationToken cancellation) =>
        email?.Trim() is { Length: > 0 } given && !await members.IsEmailTakenAsync(statements, given, cancellation) ? given : null;
}
