using Components.Comments.Thread;
using Components.Comments.Writing;
using Components.Data;
using Components.Spam;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Comments.Moderation;

/// <summary>What is to be judged.</summary>
/// <param name="Author">Who wrote it.</param>
/// <param name="Text">Markdown.</param>
/// <param name="LinkCount">How many links it has.</param>
/// <param name="Thread">Where; one that nobody has written in yet is not in the tables, or null.</param>
/// <param name="HostPage">The page around it.</param>
/// <param name="IsReply">Whether it answers a comment.</param>
internal sealed record Draft(Author Author, string Text, int LinkCount, Discussion? Thread, string HostPage, bool IsReply);

/// <summary>What becomes of it.</summary>
/// <param name="State">Its state.</param>
/// <param name="Findings">What speaks against it.</param>
/// <param name="Problem">Why it is not taken at all; null: it is.</param>
internal sealed record Judgement(CommentState State, IReadOnlyList<Finding> Findings, PostingProblem? Problem = null)
{
    private const int LongestHeld = 2000;

    public static Judgement Approved { get; } = new(CommentState.Approved, []);

    /// <summary>The findings as they are kept with the comment: as many as there is room for, the strongest first. Null: there are none.</summary>
    public string? Held => Finding.ToJson(Findings, LongestHeld);
}

/// <summary>
/// Says whether a comment is shown at once, waits, is spam, or is not taken: by bans, the owner's policy, the rules, and Akismet. Where it <see cref="AsksOthers"/> it must never be called inside of a
/// transaction; else that is the place for it, where all that it reads is at hand.
/// </summary>
internal sealed class Judge(
    PlainReads reads, CommentMarkdown markdown, ProofOfWork work, SpamJudge judge, CurrentRules rules, IOptions<CommentsOptions> options, SiteAddress site, TimeProvider clock)
{
    /// <summary>What the form's proof of work is made for.</summary>
    public const string WorkPurpose = "comments";

    private static readonly PostingProblem Banned = new(StatusCodes.Status403Forbidden, "You cannot write here: a moderator has excluded you.");

    /// <summary>Whether judging asks another server.</summary>
    public bool AsksOthers => judge.AsksOthers;

    /// <summary>How many links a text has: found out before any transaction, since that takes its time for a long one.</summary>
    public int CountLinks(string text) => markdown.CountLinks(text);

    /// <summary>Whether somebody may neither write nor vote.</summary>
    public async Task<PostingProblem?> BanOfAsync(HttpContext http, string? authorKey) =>
        await reads.IsBannedAsync(authorKey, email: null, NetworkOf(http), clock.GetUtcNow(), http.RequestAborted) ? Banned : null;

    /// <summary>Judges something new. Uses up the proof of work that came with it.</summary>
    /// <param name="statements">The transaction in which it is written, or before that the fragment's reads.</param>
    /// <param name="http">The request.</param>
    /// <param name="viewer">Who writes.</param>
    /// <param name="draft">What.</param>
    public async Task<Judgement> JudgeAsync(PlainStatements statements, HttpContext http, Viewer viewer, Draft draft)
    {
        if (viewer.IsModerator)
            return Judgement.Approved;
        // Whoever is a guest only now has written nothing yet.
        var facts = await FactsAsync(statements, http, draft, isNew: viewer.Key is null);
        if (facts.IsBanned)
            return new Judgement(CommentState.Rejected, [], Banned);
        var submission = Describe(http, viewer, draft, facts) with
        {
            SameTextLately = facts.SameText,
            RejectedBefore = facts.Rejected,
            PostsLately = facts.Lately,
            HoneypotFilled = Honeypot.IsFilled(http.Request.Form),
        };
        if (!viewer.IsKnown && options.Value.ProofOfWork)
        {
            var check = work.Check(http, WorkPurpose, http.Request.Form[ProofOfWork.Field]);
            submission = submission with { WorkResult = check.Result, Age = check.Age };
        }
        return await DecideAsync(statements, http, submission, draft, PolicyOf(viewer, draft, facts), recheck: null);
    }

    /// <summary>Judges what its author made of a comment that is there already: else whoever writes something harmless first could write anything after.</summary>
    public async Task<Judgement> JudgeEditAsync(HttpContext http, Viewer viewer, Draft draft)
    {
        if (viewer.IsModerator)
            return Judgement.Approved;
        var facts = await FactsAsync(reads, http, draft, isNew: false);
        if (facts.IsBanned)
            return new Judgement(CommentState.Rejected, [], Banned);
        return await DecideAsync(reads, http, Describe(http, viewer, draft, facts), draft, held: null, recheck: "edit");
    }

    /// <summary>Where a request comes from, as it is kept; null: that is not known.</summary>
    public static string? NetworkOf(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address ? Fragments.PostLimiter.NetworkOf(address) : null;

    private Task<AuthorFacts> FactsAsync(PlainStatements statements, HttpContext http, Draft draft, bool isNew) =>
        AuthorFacts.ReadAsync(statements, draft.Author, isNew, draft.Text, NetworkOf(http), draft.Thread?.Id, Math.Max(1, options.Value.TrustAfter), clock.GetUtcNow(), http.RequestAborted);

    private Submission Describe(HttpContext http, Viewer viewer, Draft draft, AuthorFacts facts) => new()
    {
        Text = draft.Text,
        LinkCount = draft.LinkCount,
        Name = draft.Author.Name,
        Email = draft.Author.Email,
        Website = draft.Author.Website,
        Network = NetworkOf(http),
        IsMember = viewer.IsMember,
        IsTrusted = facts.IsTrusted(draft.Author, options.Value.TrustAfter),
    };

    private Finding? PolicyOf(Viewer viewer, Draft draft, AuthorFacts facts) => ThreadPolicy.Of(options.Value, draft.Thread, clock.GetUtcNow()).Hold switch
    {
        HoldPolicy.Everybody => Policy("Every comment waits for a moderator here."),
        HoldPolicy.Guests when !viewer.IsMember => Policy("Comments of guests wait for a moderator here."),
        // A guest is who holds the capability: an address that somebody typed proves nothing.
        HoldPolicy.FirstTimers when facts.Approved == 0 => Policy("Nothing by this author was approved before."),
        _ => null,
    };

    private static Finding Policy(string text) => new("policy", SpamVerdict.Hold, text, []);

    private async Task<Judgement> DecideAsync(PlainStatements statements, HttpContext http, Submission submission, Draft draft, Finding? held, string? recheck)
    {
        var told = AkismetComment.Of(http, submission, clock.GetUtcNow()) with { Type = draft.IsReply ? "reply" : "comment", Permalink = site.LinkTo(draft.HostPage), RecheckReason = recheck };
        var current = await rules.OfAsync(statements, "comments", CommentRules.Of(options.Value), http.RequestAborted);
        var judgement = await judge.JudgeAsync(http, current, submission, told, held is null ? [] : [held]);
        return judgement.Verdict switch
        {
            null => Judgement.Approved,
            SpamVerdict.Hold => new Judgement(CommentState.Pending, judgement.Findings),
            SpamVerdict.Spam => new Judgement(CommentState.Spam, judgement.Findings),
            _ => new Judgement(CommentState.Rejected, judgement.Findings, new PostingProblem(StatusCodes.Status403Forbidden, "This comment cannot be taken. Your text is still in the form.", Cause: judgement.Findings[0])),
        };
    }
}
