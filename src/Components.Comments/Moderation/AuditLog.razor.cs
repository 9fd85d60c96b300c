using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>What moderators did, the latest first, each with a button to undo it.</summary>
[Fragment("comments/log", Title = "What moderators did", Scope = UrlScope.User), Authorize(CommentsPack.Moderate), OwnPostLimit]
public sealed partial class AuditLog(CommentServices services) : CommentFragment(services)
{
    private const int PageSize = 50;
    private List<AuditEntry> _entries = [];
    private Dictionary<long, Comment> _comments = [];
    private Dictionary<long, Discussion> _threads = [];
    private Dictionary<long, (int All, int Standing)> _sizes = [];
    private bool _hasMore;

    /// <summary>Shows what was done before this entry. Null: from the latest on.</summary>
    [Parameter] public long? Before { get; set; }

    /// <summary>Shows only what was done to one comment.</summary>
    [Parameter] public long? About { get; set; }

    private FragmentParameters Earlier => With((nameof(Before), _entries[^1].Id));

    private FragmentParameters Latest => With((nameof(Before), null), (nameof(About), null));

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        // What was done together stands here once, as its first entry.
        var entries = About is { } about ? Db.Audit.AsNoTracking().Where(entry => entry.Target == about) : Db.Audit.AsNoTracking().Where(entry => entry.Id == entry.Batch);
        if (Before is { } before)
            entries = entries.Where(entry => entry.Id < before);
        var rows = await entries.OrderByDescending(entry => entry.Id).Take(PageSize + 1).ToListAsync(Aborted);
        (_entries, _hasMore) = ([.. rows.Take(PageSize)], rows.Count > PageSize);
        var batches = _entries.Select(entry => entry.Batch).ToList();
        _sizes = await Db.Audit.Where(entry => batches.Contains(entry.Batch)).GroupBy(entry => entry.Batch)
            .Select(group => new { group.Key, All = group.Count(), Standing = group.Count(entry => entry.UndoneAt == null) }).ToDictionaryAsync(row => row.Key, row => (row.All, row.Standing), Aborted);
        var targets = _entries.Select(entry => entry.Target).Distinct().ToList();
        _comments = await Db.Comments.AsNoTracking().Where(comment => targets.Contains(comment.Id)).ToDictionaryAsync(comment => comment.Id, Aborted);
        var threads = _comments.Values.Select(comment => comment.ThreadId).Concat(targets).Distinct().ToList();
        _threads = await Db.Threads.AsNoTracking().Where(thread => threads.Contains(thread.Id)).ToDictionaryAsync(thread => thread.Id, Aborted);
    }

    /// <summary>Undoes what was done together.</summary>
    public async Task OnPostAsync([FromForm] UndoneAct form)
    {
        var (undone, changed) = await Comments.Desk.UndoAsync(await Comments.Viewers.OfAsync(Http), form.Batch, Aborted);
        if (changed == 0 && undone > 0)
            Response.Flash(L["Undone: {0}", undone]);
        else
            Response.Flash(L["Undone: {0}. Changed since, and left as it is: {1}", undone, changed], FlashLevel.Warning);
    }

    // What undoing needs is erased after a while.
    private bool CanUndo(AuditEntry entry) => _sizes[entry.Batch].Standing > 0
        && (entry.Snapshot is not null || entry.Act is not (ModerationAct.Delete or ModerationAct.Edit or ModerationAct.Unban or ModerationAct.SetPolicy or ModerationAct.DeleteRule));
}
