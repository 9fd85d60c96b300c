using System.Collections.Concurrent;
using Components.Push;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Comments.Tests.Thread;

/// <summary>What readers of a thread are told has changed, and what they are not.</summary>
public sealed class PublishingTests(Site site) : IClassFixture<Site>
{
    private readonly ConcurrentQueue<string> _heard = new();

    [Fact]
    public async Task A_comment_that_is_shown_is_published_once_it_can_be_read()
    {
        var read = 0L;
        using var listening = site.Get<IChanges>().Listen(tags =>
        {
            if (tags.Contains("comments:thread:told"))
                read = site.Ask<long>("SELECT count(*) FROM comments_comments WHERE Text = 'Told'");
        });
        await (await site.VisitAsMemberAsync("Teller")).CommentAsync(site, "told", "Told");
        Assert.Equal(1, read);
    }

    [Fact]
    public async Task Deleting_is_published()
    {
        var author = await site.VisitAsMemberAsync("Taker");
        var thread = await author.CommentAsync(site, "taken", "Taken back");
        using var listening = Listen();
        await author.PostAsync(thread.CommentOf("Taken back").QuerySelector("form[id$='-delete']")!.GetAttribute("hx-post")!, ("x", ""));
        Assert.Equal(["comments:thread:taken", "comments:any"], _heard);
    }

    [Fact]
    public async Task Editing_is_published_and_leaving_it_as_it_is_is_not()
    {
        var id = await WriteAsync("edited", CommentState.Approved);
        using var listening = Listen();
        await ChangeAsync(id, _ => { });
        Assert.Empty(_heard);
        await ChangeAsync(id, comment => comment.Edit(1, DateTimeOffset.UnixEpoch, "Better words", "member:x"));
        Assert.Equal(["comments:thread:edited", "comments:any"], _heard);
    }

    [Theory]
    [InlineData(CommentState.Pending)]
    [InlineData(CommentState.Spam)]
    [InlineData(CommentState.Rejected)]
    public async Task What_nobody_may_see_stays_silent_until_it_is_approved(CommentState state)
    {
        using var listening = Listen();
        var id = await WriteAsync($"silent-{state}", state);
        await ChangeAsync(id, comment => comment.Edit(2, DateTimeOffset.UnixEpoch, "Other words", "member:x"));
        await ChangeAsync(id, comment => comment.Decide(state == CommentState.Spam ? CommentState.Pending : CommentState.Spam));
        Assert.Empty(_heard);
        await ChangeAsync(id, comment => comment.Decide(CommentState.Approved));
        Assert.Equal([$"comments:thread:silent-{state}", "comments:any"], _heard);
    }

    [Fact]
    public async Task What_fails_is_not_published()
    {
        var id = await WriteAsync("failing", CommentState.Approved);
        using var listening = Listen();
        await Assert.ThrowsAsync<InvalidOperationException>(() => ChangeAsync(id, _ => throw new InvalidOperationException()));
        Assert.Empty(_heard);
    }

    private IDisposable Listen() => site.Get<IChanges>().Listen(tags =>
    {
        foreach (var tag in tags)
            _heard.Enqueue(tag);
    });

    private async Task<long> WriteAsync(string subject, CommentState state)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var ids = site.Get<Components.Data.TimeOrderedId>();
        var now = site.Get<TimeProvider>().GetUtcNow();
        var comment = await scope.ServiceProvider.GetRequiredService<CommentLedger>().AddAsync(
            subject,
            () => Discussion.Open(ids.Next(), now, subject, ThreadSteps.HostPage),
            (_, thread) => Task.FromResult<Comment?>(Comment.Write(ids.Next(), now, thread.Id, null, new Author("member:x", "X"), "Words", null, state)),
            once: null,
            default);
        return comment!.Id;
    }

    private async Task ChangeAsync(long id, Action<Comment> change)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CommentLedger>().ChangeAsync(id, change, default);
    }
}
