using Components.Comments.Avatars;
using Components.Comments.Moderation;
using Components.Comments.Thread;
using Components.Comments.Votes;
using Components.Comments.Writing;
using Components.Data;
using Components.Embedding;
using Components.Fragments;
using Components.Responses;
using Components.Spam;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Components.Comments;

/// <summary>What the fragments of comments need, from the scope of each.</summary>
public sealed class CommentServices(IServiceProvider services)
{
    // A context costs more than what most fragments ask: those that need none have none.
    internal CommentsDb Db => services.GetRequiredService<CommentsDb>();

    internal PlainReads Reads { get; } = services.GetRequiredService<PlainReads>();

    internal CommentsOptions Options { get; } = services.GetRequiredService<IOptions<CommentsOptions>>().Value;

    internal CommentMarkdown Markdown { get; } = services.GetRequiredService<CommentMarkdown>();

    internal Viewers Viewers { get; } = services.GetRequiredService<Viewers>();

    internal CommentLedger Ledger => services.GetRequiredService<CommentLedger>();

    internal Posting Posting => services.GetRequiredService<Posting>();

    internal Judge Judge => services.GetRequiredService<Judge>();

    internal ModerationDesk Desk => services.GetRequiredService<ModerationDesk>();

    internal Opining Opining => services.GetRequiredService<Opining>();

    internal TimeOrderedId Ids => services.GetRequiredService<TimeOrderedId>();

    internal DateTimeOffset Now => services.GetRequiredService<TimeProvider>().GetUtcNow();
}

/// <summary>A fragment that shows comments, and finds its way to the others.</summary>
public abstract class CommentFragment : Fragment
{
    private readonly Dictionary<Type, FragmentUrl> _links = [];
    private long _linked;

    private protected CommentFragment(CommentServices services) => Comments = services;

    internal CommentServices Comments { get; }

    /// <inheritdoc/>
    protected override string? GuestKey => EmbeddedVisitor.Of(Http)?.Person is { } person ? Author.SiteKey(person) : GuestCapability.BroughtBy(Http);

    /// <summary>Whether it is shown on a page of another site.</summary>
    internal bool IsEmbeddedElsewhere => EmbeddedVisitor.Of(Http) is not null;

    private protected CommentsDb Db => Comments.Db;

    private protected PlainReads Reads => Comments.Reads;

    private protected CommentsOptions Options => Comments.Options;

    /// <summary>The address of a fragment about one comment. What stands for one comment is written in one go and leads to few, each by several elements: the last comment's are remembered.</summary>
    internal FragmentUrl LinkTo<TFragment>(long comment) where TFragment : CommentFragment
    {
        if (_linked != comment)
        {
            _links.Clear();
            _linked = comment;
        }
        if (!_links.TryGetValue(typeof(TFragment), out var link))
            _links[typeof(TFragment)] = link = UrlOf<TFragment>(("Comment", comment));
        return link;
    }

    internal FragmentUrl LinkTo<TFragment>(params ReadOnlySpan<(string Name, object? Value)> parameters) where TFragment : CommentFragment => UrlOf<TFragment>(parameters);

    /// <summary>The address of the host page that opens the thread where the comment stands, with and without JavaScript.</summary>
    internal string PermalinkOf(long comment) => Permalink.At(HostPage, comment);

    /// <summary>The id of a comment's element here.</summary>
    internal string ElementOf(long comment) => Url.AnchorOf(Permalink.ElementOf(comment));

    /// <summary>The id of the list that holds the answers to a comment; new ones are added to it.</summary>
    internal string AnswersOf(long comment) => Url.AnchorOf(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"answers-{comment}"));

    internal string AvatarOf(long comment) => AvatarEndpoint.AddressOf(Url.SiteBase, comment);

    /// <summary>What all comments of an answer share.</summary>
    private protected async Task<CommentScene> SceneAsync(Discussion? thread, int levels)
    {
        var viewer = await Comments.Viewers.OfAsync(Http);
        return new CommentScene(this, thread, ThreadPolicy.Of(Options, thread, Comments.Now), viewer, levels);
    }

    /// <summary>One comment, whoever may see it, and what it is shown with.</summary>
    private protected async Task<(CommentRow? Comment, CommentScene Scene)> FindAsync(long id)
    {
        var comment = await Reads.CommentAsync(id, Aborted);
        var thread = comment is null ? null : await Reads.ThreadAsync(comment.ThreadId, Aborted);
        return (comment, await SceneAsync(thread, Options.Depth));
    }

    private protected Task ReadOpinionsAsync(CommentScene scene, CommentTree shown) => scene.Viewer.Key is null ? Task.CompletedTask : ReadOpinionsAsync(scene, shown.All);

    private protected async Task ReadOpinionsAsync(CommentScene scene, IEnumerable<CommentRow> shown)
    {
        if (scene.Viewer.Key is { } key && Options.TakesOpinions)
            scene.Opinions = await Reads.OpinionsAsync(key, [.. shown.Where(comment => comment.State == CommentState.Approved).Select(comment => comment.Id)], Aborted);
    }

    /// <summary>Says why something posted is not taken.</summary>
    private protected void Refuse(PostingProblem problem)
    {
        string text = (problem.Cause is { } cause ? WordsOf(cause) : null) ?? (problem.Argument is null ? L[problem.Text] : L[problem.Text, problem.Argument]);
        if (problem.RetryAfter is { } wait)
            Http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status422UnprocessableEntity)
            Refuse(problem.Field, text);
        else
            Response.Fail(problem.Status, text);
    }

    /// <summary>Thanks for a comment, and leads to it where it is shown.</summary>
    private protected void AnnouncePosted(Comment comment, string otherwise)
    {
        var isShown = comment.State == CommentState.Approved;
        Response.Flash(isShown ? L["Thank you. Your comment is there."] : L["Thank you. Your comment will be shown once a moderator has approved it."]);
        Response.Command(Command.Focus(isShown ? ElementOf(comment.Id) : otherwise));
        if (isShown)
            Response.ReturnTo(PermalinkOf(comment.Id));
    }

    /// <summary>What a rule has against a comment.</summary>
    internal string WordsOf(Finding finding) => finding.In(Http.RequestServices, L);

    internal IStringLocalizer Texts => L;

    /// <inheritdoc cref="Fragment.Share{TKey}"/>
    internal RenderFragment Shared<TKey>(TKey key, RenderFragment<TKey> content) where TKey : notnull => Share(key, content);
}

/// <summary>A comment's own address.</summary>
internal static class Permalink
{
    /// <summary>What the host page's address asks a thread for.</summary>
    public const string Query = "comment";

    public static string Of(Discussion thread, long comment) => At(Inside(thread), comment);

    /// <summary>On a page that is known for certain, such as a fragment's own host page.</summary>
    public static string At(string hostPage, long comment) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{hostPage}?{Query}={comment}#{ElementOf(comment)}");

    /// <summary>
    /// The page of a thread, as it is kept with it. What is in a table may come from elsewhere: an address that leaves the site is its first page, unless the thread is that other site's own, which
    /// its subject says.
    /// </summary>
    public static string Inside(Discussion thread) => Inside(thread.HostPage, thread.Subject);

    /// <inheritdoc cref="Inside(Discussion)"/>
    public static string Inside(string hostPage, string subject) =>
        IsOfSameSite(hostPage, subject) || (hostPage.StartsWith('/') && !hostPage.StartsWith("//", StringComparison.Ordinal) && hostPage.AsSpan().IndexOfAny("\\\t\r\n") < 0) ? hostPage : "/";

    private static bool IsOfSameSite(string hostPage, string subject) =>
        Uri.TryCreate(hostPage, UriKind.Absolute, out var page) && page.Scheme is "http" or "https" && page.UserInfo.Length == 0
        && Uri.TryCreate(subject, UriKind.Absolute, out var about) && page.GetLeftPart(UriPartial.Authority) == about.GetLeftPart(UriPartial.Authority);

    public static string ElementOf(long comment) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"comment-{comment}");
}
