using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Comments.Moderation;

/// <summary>What awaits moderation, oldest first.</summary>
[Fragment("comments/queue", Title = "Comments awaiting moderation", Scope = UrlScope.User), Authorize(CommentsPack.Moderate)]
public sealed partial class CommentQueue(CommentServices services) : CommentFragment(services)
{
    private const int PageSize = 50;
    private IReadOnlyList<Comment> _waiting = [];
    private Dictionary<long, Discussion> _threads = [];
    private bool _hasMore;

    /// <summary>Shows what came after this comment. Null: from the oldest on.</summary>
    [Parameter] public long? After { get; set; }

    private FragmentParameters Next => With((nameof(After), _waiting[^1].Id));

    /// <summary>How many comments wait.</summary>
    public static Task<int> CountAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<CommentsDb>().Comments.CountAsync(comment => comment.State == CommentState.Pending, cancellation);

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        var waiting = Db.Comments.AsNoTracking().Where(comment => comment.State == CommentState.Pending);
        if (After is { } after)
            waiting = waiting.Where(comment => comment.Id > after);
        var rows = await waiting.OrderBy(comment => comment.Id).Take(PageSize + 1).ToListAsync(Aborted);
        (_waiting, _hasMore) = ([.. rows.Take(PageSize)], rows.Count > PageSize);
        var threads = _waiting.Select(comment => comment.ThreadId).Distinct().ToList();
        _threads = await Db.Threads.AsNoTracking().Where(thread => threads.Contains(thread.Id)).ToDictionaryAsync(thread => thread.Id, Aborted);
    }

    /// <summary>Shows a comment to everybody.</summary>
    public Task OnPostApproveAsync([FromForm] CommentChoice form) =>
        DecideAsync(form, comment => comment.Decide(CommentState.Approved), "The comment by {0} is approved.");

    /// <summary>Deletes a comment for good.</summary>
    public Task OnPostDeleteAsync([FromForm] CommentChoice form) => DecideAsync(form, comment => comment.Erase(), "The comment by {0} is deleted.");

    private async Task DecideAsync(CommentChoice form, Action<Comment> decide, string done)
    {
        var name = "";
        var isDone = false;
        await Comments.Ledger.ChangeAsync(form.Comment, Decide, Aborted);
        if (isDone)
            Response.Flash(L[done, name]);
        else
            Response.Flash(L["Somebody has dealt with that comment already."], FlashLevel.Info);

        void Decide(Comment comment)
        {
            name = comment.AuthorName;
            isDone = comment.State == CommentState.Pending;
            if (isDone)
                decide(comment);
        }
    }
}

/// <summary>Which comment an action is about.</summary>
public sealed class CommentChoice
{
    /// <summary>The comment's key.</summary>
    public long Comment { get; set; }
}
