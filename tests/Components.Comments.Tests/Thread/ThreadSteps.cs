using System.Globalization;
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

    public static IReadOnlyList<string> Texts(this Page thread) => [.. thread.FindAll(".comments-text").Select(text => text.TextContent.Trim())];

    public static string IdOf(this Page thread, string text) =>
        thread.FindAll("article.comments-comment").First(comment => comment.QuerySelector(".comments-text")!.TextContent.Trim() == text).Id!["comment-".Length..];

    /// <summary>Writes comments "1", "2", … straight into the table.</summary>
    public static void Seed(this Site site, string subject, int count)
    {
        _ = site.Services;
        using var connection = site.OpenDatabase();
        connection.Run(string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
            INSERT INTO comments_comments (Id, Subject, HostPage, AuthorId, AuthorName, Text, CreatedAt, IsApproved)
            SELECT (SELECT ifnull(max(Id), 0) FROM comments_comments) + i, '{subject}', '{HostPage}', 'someone', 'Someone', i, 1790000000000 + i, 1 FROM n
            """));
    }

    public static T Ask<T>(this Site site, string sql)
    {
        using var connection = site.OpenDatabase();
        return connection.Ask<T>(sql);
    }
}
