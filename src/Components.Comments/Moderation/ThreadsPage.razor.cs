using System.ComponentModel.DataAnnotations;
using Components.Data;
using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>All threads, those in which somebody wrote last first; the policy of each, and its pinned comments.</summary>
[Fragment("comments/threads", Title = "Threads", Scope = UrlScope.User), Authorize(CommentsPack.Moderate), OwnPostLimit]
public sealed partial class ThreadsPage(CommentServices services) : CommentFragment(services)
{
    private const int PageSize = 30;
    private List<Discussion> _threads = [];
    private Discussion? _open;
    private List<Comment> _pinned = [];
    private bool _hasMore;

    /// <summary>Shows threads whose subject contains this. Null: all.</summary>
    [Parameter, StringLength(Comment.LongestSubject)] public string? Search { get; set; }

    /// <summary>Shows the threads after this one.</summary>
    [Parameter] public long? After { get; set; }

    /// <summary>Shows the policy of this thread.</summary>
    [Parameter] public long? Open { get; set; }

    private FragmentParameters Next => With((nameof(After), _threads[^1].Id), (nameof(Open), null));

    private FragmentParameters Closed => With((nameof(Open), null));

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        var threads = Db.Threads.AsNoTracking();
        if (Search is { Length: > 0 } search)
            threads = threads.Where(thread => EF.Functions.Like(thread.Subject, LikePattern.Containing(search), LikePattern.Escape));
        if (After is { } after && await Db.Threads.AsNoTracking().SingleOrDefaultAsync(thread => thread.Id == after, Aborted) is { LastAt: var lastAt })
            threads = threads.Where(thread => thread.LastAt < lastAt || (thread.LastAt == lastAt && thread.Id < after));
        var rows = await threads.OrderByDescending(thread => thread.LastAt).ThenByDescending(thread => thread.Id).Take(PageSize + 1).ToListAsync(Aborted);
        (_threads, _hasMore) = ([.. rows.Take(PageSize)], rows.Count > PageSize);
        _open = _threads.Find(thread => thread.Id == Open);
        if (_open is not null)
            _pinned = await Db.Comments.AsNoTracking().Where(comment => comment.ParentId == _open.Id && comment.Place == Placement.Pinned).OrderBy(comment => comment.Id).ToListAsync(Aborted);
    }

    /// <summary>Searches.</summary>
    public Task OnPostAsync([FromForm] ThreadSearch form)
    {
        Response.RedirectInside(Url.With(FragmentParametersOf(form.Subject?.Trim())));
        return Task.CompletedTask;
    }

    /// <summary>Sets the policy of <see cref="Open"/>.</summary>
    public async Task OnPostPolicyAsync([FromForm] PolicyForm form)
    {
        var (_, done) = await Comments.Desk.RecordAsync(await Comments.Viewers.OfAsync(Http), ModerationAct.SetPolicy, SetAsync, Aborted);
        Response.Flash(done > 0 ? L["The policy of the thread is set."] : L["Nothing has changed."], done > 0 ? FlashLevel.Success : FlashLevel.Info);

        async Task<(long, string?)?> SetAsync(CommentsDb db)
        {
            if (await db.Threads.SingleOrDefaultAsync(thread => thread.Id == Open, Aborted) is not { } thread)
                return null;
            var earlier = new EarlierPolicy(thread.Hold, thread.Access, thread.CloseAfterDays);
            if (earlier == new EarlierPolicy(form.Hold, form.Access, form.CloseAfterDays))
                return null;
            thread.SetPolicy(form.Hold, form.Access, form.CloseAfterDays);
            return (thread.Id, Snapshots.Write(earlier));
        }
    }

    /// <summary>Unpins a comment.</summary>
    public async Task OnPostUnpinAsync([FromForm] PinnedComment form)
    {
        var (_, done) = await Comments.Desk.DecideAsync(await Comments.Viewers.OfAsync(Http), ModerationAct.Unpin, [form.Comment], Aborted);
        Response.Flash(L[ActTexts.DoneOf(ModerationAct.Unpin), done], done > 0 ? FlashLevel.Success : FlashLevel.Info);
    }

    private FragmentParameters FragmentParametersOf(string? search) =>
        With((nameof(Search), string.IsNullOrEmpty(search) ? null : search), (nameof(After), null), (nameof(Open), null));
}

/// <summary>What is posted to find threads.</summary>
public sealed class ThreadSearch
{
    /// <summary>A part of the subject; empty: all.</summary>
    [Display(Name = "Subject"), StringLength(Comment.LongestSubject)] public string? Subject { get; set; }
}

/// <summary>What is posted to set a thread's policy; what is empty is as the site says.</summary>
public sealed class PolicyForm : IValidatableObject
{
    /// <summary>Which new comments wait.</summary>
    public HoldPolicy? Hold { get; set; }

    /// <summary>What can be done.</summary>
    public ThreadAccess? Access { get; set; }

    /// <summary>After how many days it closes; 0: never.</summary>
    [Display(Name = "Days"), Range(0, 36_500)] public int? CloseAfterDays { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Hold is { } hold && !Enum.IsDefined(hold))
            yield return new ValidationResult("There is no such choice.", [nameof(Hold)]);
        if (Access is { } access && !Enum.IsDefined(access))
            yield return new ValidationResult("There is no such choice.", [nameof(Access)]);
    }
}

/// <summary>What is posted to unpin a comment.</summary>
public sealed class PinnedComment
{
    /// <summary>The comment's key.</summary>
    public long Comment { get; set; }
}
