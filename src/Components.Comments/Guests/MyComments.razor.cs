using System.ComponentModel.DataAnnotations;
using Components.Comments.Writing;
using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Guests;

/// <summary>
/// Where the link in a guest's mail leads. It says what the link is for; only a button makes this browser the guest's, so that nobody is made somebody else's guest by following a link.
/// </summary>
[Fragment("comments/mine", Title = "Your comments")]
public sealed partial class MyComments(CommentServices services, TimeProvider clock) : CommentFragment(services)
{
    /// <summary>How many of the latest are shown.</summary>
    internal const int MostListed = 10;

    private GuestLink? _link;
    private int _count;
    private bool _isHere;
    private bool _hasOther;
    private IReadOnlyList<(string Address, DateTimeOffset At, string Text)> _latest = [];

    /// <summary>The token from the mail.</summary>
    [Parameter, EditorRequired, StringLength(64)] public string Token { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        _link = await FindAsync();
        if (_link is null)
        {
            Response.Status ??= StatusCodes.Status410Gone;
            return;
        }
        var mine = GuestCapability.KeyOf(Http);
        (_isHere, _hasOther) = (mine == _link.AuthorKey, mine is not null && mine != _link.AuthorKey);
        var comments = Db.Comments.AsNoTracking().Where(comment => comment.AuthorKey == _link.AuthorKey && (comment.State == CommentState.Approved || comment.State == CommentState.Pending));
        _count = await comments.CountAsync(Aborted);
        if (_isHere)
            await ReadLatestAsync(comments);
    }

    /// <summary>Makes this browser the guest's.</summary>
    public async Task OnPostAsync()
    {
        if (await FindAsync() is not { } link)
        {
            Response.Fail(StatusCodes.Status410Gone, L["This link is no longer good."]);
            return;
        }
        GuestCapability.Adopt(Http, link.Open(Token));
        Response.Flash(L["This browser can now edit and delete what you wrote as a guest."]);
    }

    private async Task<GuestLink?> FindAsync()
    {
        var (id, since) = (GuestLink.IdOf(Token), clock.GetUtcNow() - GuestLink.Life);
        return await Db.GuestLinks.AsNoTracking().SingleOrDefaultAsync(link => link.Id == id && link.CreatedAt > since, Aborted);
    }

    private async Task ReadLatestAsync(IQueryable<Comment> comments)
    {
        var rows = await comments.OrderByDescending(comment => comment.Id).Take(MostListed)
            .Join(Db.Threads, comment => comment.ThreadId, thread => thread.Id, (comment, thread) => new { comment.Id, comment.CreatedAt, comment.Text, thread.HostPage, thread.Subject }).ToListAsync(Aborted);
        _latest = [.. rows.OrderByDescending(row => row.Id).Select(row => (Permalink.At(Permalink.Inside(row.HostPage, row.Subject), row.Id), row.CreatedAt, Comments.Markdown.ExcerptOf(row.Text)))];
    }
}
