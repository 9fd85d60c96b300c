using System.Net;
using Components.Comments.Tests.Moderation;
using Components.Comments.Tests.Thread;
using Components.Data;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Comments.Tests.Writing;

/// <summary>Who may write is found out where the comment is written, or before that where another server is asked: the answers are the same.</summary>
public sealed class AdmissionTests : IAsyncDisposable
{
    private readonly AkismetStandIn _akismet = new();
    private readonly ModeratedSite _site = new();

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _akismet.DisposeAsync();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_thread_that_was_opened_takes_comments_where_all_others_are_closed(bool asksOthers)
    {
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.1"), "open", "Before");
        using (var database = _site.OpenDatabase())
            database.Run("UPDATE comments_threads SET Access = 0 WHERE Subject = 'open'");
        var open = _site.ThreadOf("open");
        var closed = new ModeratedSite();
        closed.Settings["Packs:Comments:Access"] = "Closed";
        closed.Settings["Packs:Comments:ProofOfWork"] = "false";
        closed.Settings["Site:DataDirectory"] = Path.Combine(_site.Directory, "data");
        if (asksOthers)
            _akismet.AnswerTo(closed);
        using (closed)
        {
            var guest = closed.VisitFrom("192.0.2.2");
            var form = (await guest.LoadAsync(open)).Find("form.comments-form").GetAttribute("hx-post")!;
            closed.Clock.Ahead += TimeSpan.FromSeconds(10);
            Assert.Equal(HttpStatusCode.OK, (await guest.PostAsync(form, ("Text", "After"), ("Name", "Gast"))).Status);
        }
        Assert.Equal(2, _site.Ask<long>("SELECT Count FROM comments_threads WHERE Subject = 'open'"));
        Assert.Equal(asksOthers ? 1 : 0, _akismet.CallsOf("comment-check").Count);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Of_what_somebody_who_is_banned_sends_nothing_is_left(bool asksOthers)
    {
        if (asksOthers)
            _akismet.AnswerTo(_site);
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
        if (asksOthers)
            _akismet.AnswerTo(_site);
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

    [Fact]
    public async Task Accounts_that_stand_elsewhere_are_asked_before_the_transaction()
    {
        var before = _site.ConfigureServices!;
        _site.ConfigureServices = services =>
        {
            before(services);
            services.AddScoped<IMembers, MembersElsewhere>();
        };
        var guest = _site.VisitFrom("192.0.2.5");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _site.WriteAsGuestAsync(guest, "elsewhere", "Me", "Mia")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _site.WriteAsGuestAsync(guest, "elsewhere", "Me", "Gast")).Status);
    }

    // Writes itself when it is asked, as a cache of what another server says would: inside of a transaction that would wait for itself.
    private sealed class MembersElsewhere(IDatabase database) : IMembers
    {
        public Task<bool> IsNameTakenAsync(string name, CancellationToken cancellation) => database.WriteAsync(_ => Task.FromResult(name == "Mia"), cancellation);

        public Task<bool> IsEmailTakenAsync(string email, CancellationToken cancellation) => Task.FromResult(false);
    }

    private string Rows() => _site.Ask<string>("SELECT (SELECT count(*) FROM comments_threads) || ' ' || (SELECT count(*) FROM comments_comments) || ' ' || (SELECT count(*) FROM component_posts)");
}
