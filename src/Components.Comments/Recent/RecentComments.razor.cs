using System.ComponentModel.DataAnnotations;
using Components.Caching;
using Components.Comments.Thread;
using Components.Data;
using Components.Fragments;
using Microsoft.AspNetCore.Components;

namespace Components.Comments.Recent;

/// <summary>The newest comments of the whole site that everybody can see, as links to where they stand. For a sidebar, so by plain SQL: see <see cref="PlainSql"/>.</summary>
[Fragment("comments/recent", Title = "Recent comments"), Cached]
public sealed partial class RecentComments(IDatabase database, CommentMarkdown markdown) : Fragment
{
    // Along the index (State, Id), backwards. Of a long text only its beginning leaves the database.
    internal const string Sql = """
        SELECT c."Id", c."AuthorName", substr(c."Text", 1, 400), c."CreatedAt", t."HostPage", t."Subject"
        FROM comments_comments AS c JOIN comments_threads AS t ON t."Id" = c."ThreadId"
        WHERE c."State" = @state ORDER BY c."Id" DESC LIMIT @count
        """;

    private readonly List<(long Id, string Author, string Text, DateTimeOffset At, string Address)> _comments = [];

    /// <summary>How many, 1-20.</summary>
    [Parameter, Range(1, 20)] public int Count { get; set; } = 5;

    /// <inheritdoc/>
    protected override IEnumerable<string> Tags => [Discussion.AnyTag];

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        await using var connection = await database.OpenAsync(Aborted);
        await using var command = connection.Command(Sql, ("@state", (int)CommentState.Approved), ("@count", Count));
        await using var rows = await command.ExecuteReaderAsync(Aborted);
        while (await rows.ReadAsync(Aborted))
            _comments.Add((
                rows.GetInt64(0),
                PersonName.Clean(rows.GetString(1)),
                markdown.ExcerptOf(rows.GetString(2)),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(3)),
                Permalink.At(Permalink.Inside(rows.GetString(4), rows.GetString(5)), rows.GetInt64(0))));
    }
}
