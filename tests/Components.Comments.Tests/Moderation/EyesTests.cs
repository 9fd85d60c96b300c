using System.Globalization;
using System.Net;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Moderation;

/// <summary>What is not approved is seen by its author and by moderators, by whatever address it is asked for.</summary>
public sealed class EyesTests(ModeratedSite site) : IClassFixture<ModeratedSite>
{
    private const string HostPage = ThreadSteps.HostPage;

    [Theory]
    [InlineData(CommentState.Pending)]
    [InlineData(CommentState.Rejected)]
    [InlineData(CommentState.Spam)]
    [InlineData(CommentState.Deleted)]
    public async Task Nobody_else_reaches_it_by_any_fragment(CommentState state)
    {
        var (secret, subject) = ($"Secret {state}", $"eyes-{state}");
        var author = await site.VisitAsMemberAsync($"Author{state}");
        await author.CommentAsync(site, subject, secret);
        var key = site.KeyOf(secret);
        Set(key, state);
        var strangers = new[] { site.Visit(), await site.VisitAsMemberAsync($"Stranger{state}"), await GuestAsync(subject) };
        foreach (var url in AddressesOf(subject, key))
            foreach (var stranger in strangers)
            {
                Assert.DoesNotContain(secret, (await stranger.LoadAsync(url)).Html, StringComparison.Ordinal);
                Assert.DoesNotContain(secret, (await stranger.OpenAsync(url.AsDocument())).Html, StringComparison.Ordinal);
            }
        Assert.DoesNotContain(secret, (await site.Visit().OpenAsync($"{HostPage}?comment={key}")).Html, StringComparison.Ordinal);
        if (state != CommentState.Deleted)
        {
            Assert.Contains(secret, (await author.LoadThreadAsync(site, subject)).Html, StringComparison.Ordinal);
            Assert.Contains(secret, (await (await site.VisitAsModeratorAsync($"Eye{state}")).LoadAsync(site.AddressOf("comments/comment", $"comment={key}"))).Html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(CommentState.Pending)]
    [InlineData(CommentState.Rejected)]
    [InlineData(CommentState.Spam)]
    public async Task Nobody_else_reaches_it_where_it_has_answers(CommentState state)
    {
        var (secret, subject) = ($"Secret parent {state}", $"eyes-parent-{state}");
        var author = await site.VisitAsMemberAsync($"Parent{state}");
        var thread = await author.CommentAsync(site, subject, secret);
        await (await site.VisitAsMemberAsync($"Child{state}")).AnswerAsync(await (await site.VisitAsMemberAsync($"Looker{state}")).LoadThreadAsync(site, subject), secret, "An answer");
        Assert.NotEmpty(thread.Html);
        var key = site.KeyOf(secret);
        Set(key, state);
        foreach (var url in AddressesOf(subject, key))
            Assert.DoesNotContain(secret, (await site.Visit().LoadAsync(url)).Html, StringComparison.Ordinal);
        Assert.Contains("An answer", (await site.Visit().LoadThreadAsync(site, subject)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CommentState.Pending)]
    [InlineData(CommentState.Spam)]
    public async Task Nobody_votes_on_it_or_answers_it(CommentState state)
    {
        var (secret, subject) = ($"Untouchable {state}", $"touch-{state}");
        await (await site.VisitAsMemberAsync($"Untouchable{state}")).CommentAsync(site, subject, secret);
        var other = await site.VisitAsMemberAsync($"Toucher{state}");
        var thread = await other.LoadThreadAsync(site, subject);
        var votes = thread.Find("form.comments-votes").GetAttribute("hx-post")!;
        var reply = (await other.LoadAsync(site.AddressOf("comments/reply", $"comment={site.KeyOf(secret)}"))).Find("form.comments-form").GetAttribute("hx-post")!;
        Set(site.KeyOf(secret), state);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(votes, ("Value", "1"))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await other.PostAsync(reply, ("Text", "Me too"))).Status);
    }

    [Fact]
    public async Task No_address_name_or_network_is_in_what_everybody_sees()
    {
        await site.WriteAsGuestAsync(site.VisitFrom("203.0.113.77"), "public", "Seen by all", "Public", ("Email", "private@example.org"));
        var key = site.KeyOf("Seen by all");
        var author = site.Ask<string>($"SELECT AuthorKey FROM comments_comments WHERE Id = {key}");
        foreach (var url in AddressesOf("public", key))
        {
            var html = (await site.Visit().LoadAsync(url)).Html;
            Assert.DoesNotContain("private@example.org", html, StringComparison.Ordinal);
            Assert.DoesNotContain("203.0.113.77", html, StringComparison.Ordinal);
            Assert.DoesNotContain(author, html, StringComparison.Ordinal);
        }
    }

    private static void Set(ModeratedSite site, long key, CommentState state)
    {
        using var connection = site.OpenDatabase();
        connection.Run(string.Create(CultureInfo.InvariantCulture, $"UPDATE comments_comments SET State = {(int)state}, Place = CASE WHEN Replies > 0 THEN 1 ELSE 0 END WHERE Id = {key}"));
        if (state == CommentState.Deleted)
            connection.Run($"UPDATE comments_comments SET Text = '', AuthorName = '' WHERE Id = {key}");
    }

    private void Set(long key, CommentState state) => Set(site, key, state);

    private IEnumerable<string> AddressesOf(string subject, long key) =>
    [
        site.ThreadOf(subject),
        site.AddressOf("comments/thread", $"around={key}&subject={subject}"),
        site.AddressOf("comments/thread", $"root={key}&subject={subject}"),
        site.AddressOf("comments/comment", $"comment={key}"),
        site.AddressOf("comments/comment", $"comment={key}&edit=true"),
        site.AddressOf("comments/replies", $"comment={key}"),
        site.AddressOf("comments/reply", $"comment={key}"),
        site.AddressOf("comments/votes", $"comment={key}"),
    ];

    private async Task<Visitor> GuestAsync(string subject)
    {
        var guest = site.VisitFrom("203.0.113.50");
        await site.WriteAsGuestAsync(guest, subject, $"A guest in {subject}");
        return guest;
    }
}
