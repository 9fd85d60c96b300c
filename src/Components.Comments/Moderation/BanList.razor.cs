using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>Who may not write, until when and why, with a button to lift each ban.</summary>
[Fragment("comments/bans", Title = "Bans", Scope = UrlScope.User), Authorize(CommentsPack.Moderate), OwnPostLimit]
public sealed partial class BanList(CommentServices services) : CommentFragment(services)
{
    private const int PageSize = 50;
    private List<Ban> _bans = [];
    private bool _hasMore;

    /// <summary>Shows the bans before this one. Null: from the latest on.</summary>
    [Parameter] public long? Before { get; set; }

    private FragmentParameters Earlier => With((nameof(Before), _bans[^1].Id));

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        var bans = Db.Bans.AsNoTracking().Standing(Comments.Now);
        if (Before is { } before)
            bans = bans.Where(ban => ban.Id < before);
        var rows = await bans.OrderByDescending(ban => ban.Id).Take(PageSize + 1).ToListAsync(Aborted);
        (_bans, _hasMore) = ([.. rows.Take(PageSize)], rows.Count > PageSize);
    }

    /// <summary>Lifts a ban.</summary>
    public async Task OnPostAsync([FromForm] LiftBan form)
    {
        var (_, done) = await Comments.Desk.RecordAsync(await Comments.Viewers.OfAsync(Http), ModerationAct.Unban, LiftAsync, Aborted);
        Response.Flash(L[ActTexts.DoneOf(ModerationAct.Unban), done], done > 0 ? FlashLevel.Success : FlashLevel.Info);

        async Task<(long, string?)?> LiftAsync(CommentsDb db)
        {
            if (await db.Bans.SingleOrDefaultAsync(ban => ban.Id == form.Ban, Aborted) is not { } ban)
                return null;
            db.Remove(ban);
            return (ban.Id, Snapshots.Write(new LiftedBan(ban.Kind, ban.Value, ban.Name, ban.Reason, ban.Until)));
        }
    }
}

/// <summary>What is posted to lift a ban.</summary>
public sealed class LiftBan
{
    /// <summary>The ban's key.</summary>
    public long Ban { get; set; }
}
