using System.Net;
using Components.Comments.Tests.Moderation;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Writing;

/// <summary>Who may write is found out where the comment is written, or before that where another server is asked: the answers are the same.</summary>
public sealed class AdmissionTests : IAsyncLifetime
{
    private readonly AkismetStandIn _akismet = new();
    private readonly ModeratedSite _site = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _akismet.DisposeAsync();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_thread_that_was_opened_takes_comments_where_all_others_are_closed(bool asksOthers)
    {
        Ask(asksOthers);
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.1"), "open", "Before");
        using (var database = _site.OpenDatabase())
            database.Run("UPDATE comments_threads SET Access = 0 WHERE Subject = 'open'");
        var open = _site.ThreadOf("open");
        var closed = new ModeratedSite();
        closed.Settings["Packs:Comments:Access"] = "Closed";
        closed.Settings["Packs:Comments:ProofOfWork"] = "false";
        closed.Settings["Site:DataDirectory"] = Path.Combine(_site.Directory, "data");
        using (closed)
        {
            var guest = closed.VisitFrom("192.0.2.2");
            var form = (await guest.LoadAsync(open)).Find("form.comments-form").GetAttribute("hx-post")!;
            closed.Clock.Ahead += TimeSpan.FromSeconds(10);
            Assert.Equal(HttpStatusCode.OK, (await guest.PostAsync(form, ("Text", "After"), ("Name", "Gast"))).Status);
        }
        Assert.Equal(2, _site.Ask<long>("SELECT Count FROM comments_threads WHERE Subject = 'open'"));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Of_what_somebody_who_is_banned_sends_nothing_is_left(bool asksOthers)
    {
        Ask(asksOthers);
        var guest = _site.VisitFrom("192.0.2.3");
        await _site.WriteAsGuestAsync(guest, "first", "Rude");
        using (var database = _site.OpenDatabase())
            database.Run("INSERT INTO comments_bans (Id, Kind, Value, Name, Reason) SELECT 1, 0, AuthorKey, 'Gast', '' FROM comments_comments");
        var rows = Rows();
        var refused = await _site.WriteAsGuestAsync(guest, "second", "Ruder");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("excluded you", refused.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal(rows, Rows());
        using (var database = _site.OpenDatabase())
            database.Run("DELETE FROM comments_bans");
        Assert.Equal(HttpStatusCode.OK, (await _site.WriteAsGuestAsync(guest, "second", "Ruder")).Status);
        Assert.Equal(1, _site.Ask<long>("SELECT Count FROM comments_threads WHERE Subject = 'second'"));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_members_name_is_refused_and_who_tries_many_waits(bool asksOthers)
    {
        Ask(asksOthers);
        _site.Settings["Packs:Comments:GuestPostsPerMinute"] = "3";
        await _site.VisitAsMemberAsync("Mia");
        var guest = _site.VisitFrom("192.0.2.4");
        var rows = Rows();
        for (var i = 0; i < 3; i++)
        {
            var refused = await _site.WriteAsGuestAsync(guest, "names", "Me", "Mia");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("belongs to a member", refused.Html, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, (await _site.WriteAsGuestAsync(guest, "names", "Me", "Mia")).Status);
        Assert.Equal(rows, Rows());
        Assert.Empty(_akismet.CallsOf("comment-check"));
    }

    private void Ask(bool others)
    {
        if (!others)
            return;
        _site.Settings["Spam:Akismet:Key"] = "secret";
        _site.Settings["Spam:Akismet:Url"] = _akismet.Address;
    }

    private string Rows() => _site.Ask<string>("SELECT (SELECT count(*) FROM comments_threads) || ' ' || (SELECT count(*) FROM comments_comments) || ' ' || (SELECT count(*) FROM component_posts)");
}
