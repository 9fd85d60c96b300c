using System.Globalization;
using AngleSharp.Dom;
using Testing;

namespace Components.Comments.Tests.Thread;

/// <summary>What people do in a thread, and what is in its table.</summary>
internal static class ThreadSteps
{
    public const string HostPage = "/articles/what-is-a-fragment";

    public static string ThreadOf(this Site site, string subject) => site.AddressOf("comments/thread", $"subject={Uri.EscapeDataString(subject)}", HostPage);

    public static Task<Page> LoadThreadAsync(this Visitor visitor, Site site, string subject) => visitor.LoadAsync(site.ThreadOf(subject));

    public static async Task<Page> CommentAsync(this Visitor visitor, Site site, string subject, string text) =>
        await visitor.PostAsync((await visitor.LoadThreadAsync(site, subject)).Find("form.comments-form").GetAttribute("hx-post")!, ("Text", text));

    /// <summary>Answers a comment by the form that its link opens.</summary>
    public static async Task<Page> AnswerAsync(this Visitor visitor, Page thread, string text, string answer, params (string Name, string Value)[] more)
    {
        var link = thread.CommentOf(text).QuerySelectorAll("a.comments-action").First(action => action.GetAttribute("hx-get")!.StartsWith("/c/comments/reply", StringComparison.Ordinal));
        var form = (await visitor.LoadAsync(link.GetAttribute("hx-get")!)).Find("form.comments-form");
        return await visitor.PostAsync(form.GetAttribute("hx-post")!, [("Text", answer), .. more]);
    }

    /// <summary>What everybody sees of a thread, from the top down.</summary>
    public static IReadOnlyList<string> Texts(this Page thread) => [.. thread.FindAll(".comments-comment:not(.comments-waiting) .comments-text").Select(text => text.TextContent.Trim())];

    /// <summary>The comment with this text.</summary>
    public static IElement CommentOf(this Page thread, string text) =>
        thread.FindAll("article.comments-comment").First(comment => comment.QuerySelector(".comments-text")?.TextContent.Trim() == text);

    public static string IdOf(this Page thread, string text) =>
        thread.CommentOf(text).Id!["comment-".Length..];

    /// <summary>Writes comments "1", "2", … of the page, straight into the tables.</summary>
    public static void Seed(this Site site, string subject, int count)
    {
        _ = site.Services;
        using var connection = site.OpenDatabase();
        connection.Run(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO comments_threads (Id, Subject, HostPage, Count, CreatedAt, LastAt)
            SELECT max(ifnull((SELECT max(Id) FROM comments_comments), 0), ifnull((SELECT max(Id) FROM comments_threads), 0)) + 1, '{subject}', '{HostPage}', {count}, 1790000000000, 1790000000000;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
            INSERT INTO comments_comments (Id, ThreadId, ParentId, Depth, State, Place, IsPinned, Replies, AuthorKey, AuthorName, Text, TextHash, CreatedAt, Ups, Downs, Score)
            SELECT t.Id + i, t.Id, t.Id, 0, 1, 1, 0, 0, 'member:someone', 'Someone', i, i, 1790000000000 + i, 0, 0, 0 FROM n CROSS JOIN comments_threads t WHERE t.Subject = '{subject}'
            """));
    }

    public static T Ask<T>(this Site site, string sql)
    {
        using var connection = site.OpenDatabase();
        return connection.Ask<T>(sql);
    }
}
