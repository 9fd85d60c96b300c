using System.Globalization;
using Testing;

namespace Components.Comments.Tests.Attacks;

/// <summary>What attackers find.</summary>
internal static class AttackSteps
{
    /// <summary>As if it had been decided so.</summary>
    public static void SetState(this Site site, long comment, CommentState state)
    {
        using var connection = site.OpenDatabase();
        connection.Run(string.Create(CultureInfo.InvariantCulture, $"UPDATE comments_comments SET State = {(int)state}, Place = CASE WHEN Replies > 0 OR {(int)state} = 1 THEN 1 ELSE 0 END WHERE Id = {comment}"));
    }
}
