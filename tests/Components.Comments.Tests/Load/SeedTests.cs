using Components.Comments.Checking;
using Components.Comments.Seeding;
using Testing;

namespace Components.Comments.Tests.Load;

/// <summary>What <c>comments seed</c> writes, and what <c>comments check</c> finds.</summary>
public sealed class SeedTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Seeded_threads_are_counted_right_and_look_like_discussions()
    {
        await _site.SeedAsync("talk", 5000);
        Assert.Empty(await CheckAsync());
        var comments = await _site.ShownAsync("talk");
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(5000, comments.Count);
        Assert.Equal(comments.Count(comment => comment.State == CommentState.Approved), (await _site.ThreadAsync("talk")).Count);
        Assert.InRange(comments.Count(comment => !comment.IsTopLevel), 2800, 3200);
        Assert.True(comments.Max(comment => comment.Depth) > 20);
        Assert.True(comments.Max(comment => comment.Replies) > 100);
        Assert.Equal(3, comments.Count(comment => comment.Place == Placement.Pinned));
        Assert.Contains(comments, comment => comment.State == CommentState.Deleted && comment.Text.Length == 0);
        Assert.InRange(comments.Sum(comment => comment.Ups + comment.Downs), 8000, 12000);
        Assert.Contains(comments, comment => comment.Text.Contains("です", StringComparison.Ordinal));
        Assert.Contains(comments, comment => comment.Text.Contains("```", StringComparison.Ordinal));
        Assert.True(comments.Select(comment => comment.AuthorKey).Distinct().Count() > 50);
        Assert.All(comments, comment => Assert.True(comment.CreatedAt <= now && comment.CreatedAt > now.AddYears(-4)));
        Assert.Equal(comments.Select(comment => comment.Id), comments.OrderBy(comment => comment.CreatedAt).ThenBy(comment => comment.Id).Select(comment => comment.Id));
    }

    [Fact]
    public async Task The_same_seed_writes_the_same_discussion()
    {
        await _site.SeedAsync("one", 500);
        await _site.SeedAsync("two", 500);
        var (one, two) = (await _site.ShownAsync("one"), await _site.ShownAsync("two"));
        Assert.Equal(one.Select(Contents), two.Select(Contents));

        static (string, string, int, int, int, int) Contents(Comment comment) => (comment.Text, comment.AuthorKey, comment.Depth, comment.Replies, comment.Ups, comment.Downs);
    }

    [Fact]
    public async Task A_thread_that_is_there_is_added_to()
    {
        await _site.SeedAsync("twice", 200);
        await Task.Delay(2);
        await _site.SeedAsync("twice", 300);
        Assert.Equal(500, (await _site.ShownAsync("twice")).Count);
        Assert.Empty(await CheckAsync());
    }

    [Fact]
    public async Task Whoever_interrupts_it_leaves_whole_batches()
    {
        using var interruption = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _site.AskAsync(async db =>
        {
            await new SeedRun(db, TimeProvider.System).RunAsync(new SeedOptions("short", 50_000, Votes: 0), _ => interruption.Cancel(), interruption.Token);
            return true;
        }));
        var written = (await _site.ShownAsync("short")).Count;
        Assert.InRange(written, 1, 49_999);
        Assert.Empty(await CheckAsync());
    }

    [Theory]
    [InlineData("UPDATE comments_threads SET Count = Count + 1", "number of comments")]
    [InlineData("UPDATE comments_comments SET Replies = Replies + 1 WHERE Id = (SELECT MIN(Id) FROM comments_comments)", "number of answers")]
    [InlineData("UPDATE comments_comments SET State = 0 WHERE Id = (SELECT MIN(Id) FROM comments_comments WHERE Replies = 0)", "place")]
    [InlineData("UPDATE comments_comments SET IsPinned = 1 WHERE Id = (SELECT MIN(Id) FROM comments_comments WHERE ParentId = ThreadId)", "place")]
    [InlineData("UPDATE comments_comments SET Score = Score + 0.000001 WHERE Id = (SELECT MIN(Id) FROM comments_comments)", "score")]
    [InlineData("DELETE FROM comments_votes WHERE rowid = (SELECT MIN(rowid) FROM comments_votes)", "votes")]
    [InlineData("UPDATE comments_comments SET Depth = Depth + 1 WHERE Id = (SELECT MAX(Id) FROM comments_comments)", "how deep")]
    [InlineData("DELETE FROM comments_comments WHERE Id = (SELECT MIN(Id) FROM comments_comments WHERE Replies > 0)", "answers")]
    [InlineData("DELETE FROM comments_threads", "thread")]
    public async Task What_is_counted_wrong_is_found(string damage, string part)
    {
        await _site.SeedAsync("damaged", 100);
        Assert.Empty(await CheckAsync());
        using (var connection = _site.OpenDatabase())
            connection.Run(damage);
        Assert.Contains(await CheckAsync(), finding => finding.What.Contains(part, StringComparison.Ordinal));
    }

    private Task<IReadOnlyList<CheckFinding>> CheckAsync() => _site.AskAsync(db => new CommentCheck(db).FindAsync(default));
}
