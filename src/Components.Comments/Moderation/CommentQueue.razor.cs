using Components.Comments.Thread;
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
public sealed partial class CommentQueue(CommentsDb db, CommentMarkdown markdown) : Fragment
{
    private const int PageSize = 50;
    private IReadOnlyList<Comment> _waiting = [];
    private bool _hasMore;

    /// <summary>Shows what came after this comment. Null: from the oldest on.</summary>
    [Parameter] public long? After { get; set; }

    private FragmentParameters Next => With((nameof(After), _waiting[^1].Id));

    /// <summary>How many comments wait.</summary>
    public static Task<int> CountAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<CommentsDb>().Comments.Approved(false).CountAsync(cancellation);

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        var waiting = db.Comments.AsNoTracking().Approved(false);
        if (After is { } after)
            waiting = waiting.Where(comment => comment.Id > after);
        var rows = await waiting.OrderBy(comment => comment.Id).Take(PageSize + 1).ToListAsync(Aborted);
        (_waiting, _hasMore) = ([.. rows.Take(PageSize)], rows.Count > PageSize);
    }

    /// <summary>Shows a comment to everybody.</summary>
    public async Task OnPostApproveAsync([FromForm] CommentChoice form)
    {
        if (await FindAsync(form) is not { } comment)
            return;
        comment.Approve();
        await db.SaveChangesAsync(Aborted);
        Response.Flash(L["The comment by {0} is approved.", comment.AuthorName]);
    }

    /// <summary>Deletes a comment for good.</summary>
    public async Task OnPostDeleteAsync([FromForm] CommentChoice form)
    {
        if (await FindAsync(form) is not { } comment)
            return;
        db.Remove(comment);
        await db.SaveChangesAsync(Aborted);
        Response.Flash(L["The comment by {0} is deleted.", comment.AuthorName]);
    }

    private async Task<Comment?> FindAsync(CommentChoice form)
    {
        var comment = await db.Comments.SingleOrDefaultAsync(comment => comment.Id == form.Comment && !comment.IsApproved, Aborted);
        if (comment is null)
            Response.Flash(L["Somebody has dealt with that comment already."], FlashLevel.Info);
        return comment;
    }
}
