using System.Globalization;
using Components.Comments.Seeding;
using Components.Comments.Thread;
using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Comments.Tests.Load;

/// <summary>Threads of any size and shape, and the addresses of their pages.</summary>
internal static class LoadSteps
{
    public static readonly CommentSort[] Sorts = Enum.GetValues<CommentSort>();

    public static async Task<T> AskAsync<T>(this Site site, Func<CommentsDb, Task<T>> ask)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<CommentsDb>());
    }

    public static async Task<CommentTree> ReadAsync(this Site site, TreeQuery query)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await query.ReadAsync(scope.ServiceProvider.GetRequiredService<PlainReads>(), default);
    }

    public static Task SeedAsync(this Site site, string subject, int count, double replies = 0.6, double votes = 2) => site.AskAsync(async db =>
    {
        await new SeedRun(db, TimeProvider.System).RunAsync(new SeedOptions(subject, count, replies, votes, "/articles/what-is-a-fragment"), _ => { }, default);
        return true;
    });

    public static Task<Discussion> ThreadAsync(this Site site, string subject) => site.AskAsync(db => db.Threads.AsNoTracking().SingleAsync(thread => thread.Subject == subject));

    /// <summary>All that everybody sees of a thread, in the order of the keys.</summary>
    public static async Task<List<Comment>> ShownAsync(this Site site, string subject)
    {
        var thread = await site.ThreadAsync(subject);
        return await site.AskAsync(db => db.Comments.AsNoTracking().Where(comment => comment.ThreadId == thread.Id && comment.Place != Placement.Hidden).OrderBy(comment => comment.Id).ToListAsync());
    }

    /// <summary>The address of a fragment of the pack; names as in URLs.</summary>
    public static string Fragment(this Site site, string name, params (string Name, object Value)[] parameters) => site.AddressOf(
        $"comments/{name}",
        string.Join('&', parameters.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"{one.Name}={Uri.EscapeDataString(Convert.ToString(one.Value, CultureInfo.InvariantCulture)!)}")));

    /// <summary>Writes comments of any shape: each is made from its number and those before it.</summary>
    public static Task WriteAsync(this Site site, string subject, int count, Func<int, IReadOnlyList<Comment>, Comment?> parentOf, Action<int, Comment>? change = null) => site.AskAsync(async db =>
    {
        var ids = site.Get<TimeOrderedId>();
        var now = TimeProvider.System.GetUtcNow();
        var thread = Discussion.Open(ids.Next(), now, subject, "/articles/what-is-a-fragment");
        List<Comment> comments = [];
        for (var i = 0; i < count; i++)
        {
            var parent = parentOf(i, comments);
            var comment = Comment.Write(ids.Next(), now, thread.Id, parent, new Author($"member:{i % 7}", "Mary"), $"Comment {i}.", null, CommentState.Approved);
            parent?.CountReply(1);
            change?.Invoke(i, comment);
            comments.Add(comment);
        }
        thread.CountComment(count);
        await db.WriteAsync(async () =>
        {
            await BulkInsert.RunAsync(db, [thread]);
            await BulkInsert.RunAsync(db, comments);
        }, default);
        return true;
    });

    public static IReadOnlyList<long> Ids(this Page page) =>
        [.. page.FindAll("article[id^=comment-]").Select(comment => long.Parse(comment.Id!["comment-".Length..], CultureInfo.InvariantCulture))];

    public static Cursor CursorOf(Comment comment, CommentSort sort) => Cursor.Of(CommentRow.Of(comment), sort);

    public static IEnumerable<Comment> InOrder(this IEnumerable<Comment> comments, CommentSort sort) => sort switch
    {
        CommentSort.Oldest => comments.OrderBy(comment => comment.Id),
        CommentSort.Best => comments.OrderByDescending(comment => comment.Score).ThenByDescending(comment => comment.Id),
        CommentSort.MostReplied => comments.OrderByDescending(comment => comment.Replies).ThenByDescending(comment => comment.Id),
        _ => comments.OrderByDescending(comment => comment.Id),
    };
}
