using System.Globalization;
using Components.Comments.Writing;
using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Comments.Moderation;

/// <summary>Comments in one state, a page at a time, and what moderators can do with them, one by one and together.</summary>
[Fragment("comments/queue", Title = "Moderation of comments", Scope = UrlScope.User), Authorize(CommentsPack.Moderate), OwnPostLimit]
public sealed partial class CommentQueue(CommentServices services) : CommentFragment(services)
{
    /// <summary>How many are dealt with at once where "all of this author" is chosen; the button is still there for the others.</summary>
    internal const int MostAtOnce = 2_000;

    private QueuePage _page = QueuePage.Empty;
    private Viewer _moderator = null!;
    private AuditEntry? _latest;
    private int _latestCount;

    /// <summary>Which comments.</summary>
    [Parameter] public CommentState State { get; set; }

    /// <summary>Only those of one thread. Null: of all.</summary>
    [Parameter] public long? Thread { get; set; }

    /// <summary>Only those by the author of this comment.</summary>
    [Parameter] public long? By { get; set; }

    /// <summary>Only those from the same network as this comment.</summary>
    [Parameter] public long? From { get; set; }

    /// <summary>Shows what comes after this comment.</summary>
    [Parameter] public long? After { get; set; }

    /// <summary>Shows what comes before this comment.</summary>
    [Parameter] public long? Before { get; set; }

    /// <summary>Ticks all boxes.</summary>
    [Parameter] public bool All { get; set; }

    /// <summary>Shows the form to edit this comment.</summary>
    [Parameter] public long? Edit { get; set; }

    /// <summary>Shows the form to ban the author of this comment.</summary>
    [Parameter] public long? Ban { get; set; }

    /// <summary>Shows what this comment said before it was edited.</summary>
    [Parameter] public long? History { get; set; }

    private bool IsFiltered => Thread is not null || By is not null || From is not null;

    private FragmentParameters Here => With((nameof(All), null), (nameof(Edit), null), (nameof(Ban), null), (nameof(History), null));

    private FragmentParameters FirstPage => Here.With((nameof(After), null), (nameof(Before), null));

    private FragmentParameters Everything => FirstPage.With((nameof(Thread), null), (nameof(By), null), (nameof(From), null));

    private FragmentParameters NextPage => FirstPage.With((nameof(After), _page.Comments[^1].Id));

    private FragmentParameters PreviousPage => FirstPage.With((nameof(Before), _page.Comments[0].Id));

    private FragmentParameters In(CommentState state) => FirstPage.With((nameof(State), state));

    /// <summary>How many comments wait.</summary>
    public static Task<int> CountAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<CommentsDb>().Comments.CountAsync(comment => comment.State == CommentState.Pending, cancellation);

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        _moderator = await Comments.Viewers.OfAsync(Http);
        _page = await Filter.ReadAsync(Db, After, Before, History, Aborted);
        await FindLatestAsync();
    }

    /// <summary>Decides about the ticked comments, about one, or about all that the filter finds.</summary>
    public async Task OnPostAsync([FromForm] QueueActs form)
    {
        if (Read(form) is not var (act, comments))
        {
            Response.Flash(L["Tick the comments first."], FlashLevel.Info);
            return;
        }
        _moderator = await Comments.Viewers.OfAsync(Http);
        var (_, done) = await Comments.Desk.DecideAsync(_moderator, act, await comments, Aborted);
        if (done > 0)
            Response.Flash(L[ActTexts.DoneOf(act), done]);
        else
            Response.Flash(L["Somebody has dealt with that already."], FlashLevel.Info);
        All = false;
    }

    /// <summary>Undoes what was done together.</summary>
    public async Task OnPostUndoAsync([FromForm] UndoneAct form)
    {
        _moderator = await Comments.Viewers.OfAsync(Http);
        var (undone, changed) = await Comments.Desk.UndoAsync(_moderator, form.Batch, Aborted);
        if (changed == 0 && undone > 0)
            Response.Flash(L["Undone: {0}", undone]);
        else
            Response.Flash(L["Undone: {0}. Changed since, and left as it is: {1}", undone, changed], FlashLevel.Warning);
    }

    /// <summary>Changes the text of <see cref="Edit"/>.</summary>
    public async Task OnPostEditAsync([FromForm] EditedComment form)
    {
        if (form.Text!.Length > Options.MaxLength)
        {
            Refuse(nameof(form.Text), L["A comment must have at most {0} characters.", Options.MaxLength]);
            return;
        }
        _moderator = await Comments.Viewers.OfAsync(Http);
        await Comments.Desk.EditAsync(_moderator, Edit ?? 0, form.Text.Trim(), Aborted);
        Response.Flash(L["The comment is changed."]);
        Response.RedirectInside(Url.With(Here));
    }

    /// <summary>Bans the author of <see cref="Ban"/>.</summary>
    public async Task OnPostBanAsync([FromForm] NewBan form)
    {
        _moderator = await Comments.Viewers.OfAsync(Http);
        if (await Db.Comments.AsNoTracking().SingleOrDefaultAsync(comment => comment.Id == Ban, Aborted) is not { } comment || form.KindsOf(comment) is not { Count: > 0 } kinds)
        {
            Refuse("", L["Choose whom to ban: the author, the address or the network."]);
            return;
        }
        if (comment.AuthorKey == _moderator.Key)
        {
            Refuse("", L["You cannot ban yourself."]);
            return;
        }
        foreach (var (kind, value) in kinds)
            await Comments.Desk.BanAsync(_moderator, kind, value, comment.AuthorName, form.Reason ?? "", form.Days, Aborted);
        Response.Flash(L[ActTexts.DoneOf(ModerationAct.Ban), kinds.Count]);
        Response.RedirectInside(Url.With(Here));
    }

    private QueueFilter Filter => new(State, Thread, By, From);

    private (ModerationAct Act, Task<IReadOnlyList<long>> Comments)? Read(QueueActs form)
    {
        if (form.Every is { } every && ModerationDesk.Decisions.Contains(every) && (By ?? From) is not null)
            return (every, Filter.IdsAsync(Db, MostAtOnce, Aborted));
        if (form.One?.Split(':') is [var name, var key] && Enum.TryParse<ModerationAct>(name, out var one) && ModerationDesk.Decisions.Contains(one) && TryReadKey(key, out var id))
            return (one, Task.FromResult<IReadOnlyList<long>>([id]));
        var ticked = Http.Request.Form[QueueActs.Ticked].Where(text => TryReadKey(text, out _)).Select(text => long.Parse(text!, CultureInfo.InvariantCulture)).Take(MostAtOnce).ToList();
        return form.Act is { } act && ModerationDesk.Decisions.Contains(act) && ticked.Count > 0 ? (act, Task.FromResult<IReadOnlyList<long>>(ticked)) : null;
    }

    private static bool TryReadKey(string? text, out long key) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out key);

    // Kept in the log and not in the page, so that it can also be undone after a reload, and without JavaScript.
    private async Task FindLatestAsync()
    {
        _latest = await Db.Audit.AsNoTracking().Where(entry => entry.ActorKey == _moderator.Key).OrderByDescending(entry => entry.Id).FirstOrDefaultAsync(Aborted);
        if (_latest is null || _latest.UndoneAt is not null || Comments.Now - _latest.At > TimeSpan.FromMinutes(10))
            _latest = null;
        else
            _latestCount = await Db.Audit.CountAsync(entry => entry.Batch == _latest.Batch && entry.UndoneAt == null, Aborted);
    }
}

/// <summary>What is posted to decide about comments.</summary>
public sealed class QueueActs
{
    /// <summary>The name of the boxes; each has a comment's key.</summary>
    internal const string Ticked = "Comment";

    /// <summary>What is done with the ticked comments.</summary>
    public ModerationAct? Act { get; set; }

    /// <summary>What is done with one comment: <c>Approve:123</c>.</summary>
    public string? One { get; set; }

    /// <summary>What is done with all that the filter finds.</summary>
    public ModerationAct? Every { get; set; }
}
