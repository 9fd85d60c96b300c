using System.ComponentModel.DataAnnotations;
using Components.Caching;
using Components.Comments.Thread;
using Components.Data;
using Components.Fragments;
using Microsoft.AspNetCore.Components;

namespace Components.Comments.Recent;

/// <summary>The newest comments of the whole site that everybody can see, as links to where they stand. For a sidebar, so by a statement that is kept ready.</summary>
[Fragment("comments/recent", Title = "Recent comments"), Cached(ForEverybody = true)]
public sealed partial class RecentComments(PlainReads reads, CommentMarkdown markdown) : Fragment
{
    // Along the index (State, Id), backwards. Of a long text only its beginning leaves the database.
    internal const string Sql = """
        SELECT c."Id", c."AuthorName", substr(c."Text", 1, 400), c."CreatedAt", t."HostPage", t."Subject"
        FROM comments_comments AS c JOIN comments_threads AS t ON t."Id" = c."ThreadId"
        WHERE c."State" = @p0 ORDER BY c."Id" DESC LIMIT @p1
        """;

    private List<RecentComment> _comments = [];

    /// <summary>How many, 1-20.</summary>
    [Parameter, Range(1, 20)] public int Count { get; set; } = 5;

    /// <inheritdoc/>
    protected override IEnumerable<string> Tags => [Discussion.AnyTag];

    /// <inheritdoc/>
    protected override async Task OnGetAsync() => _comments = await reads.AllAsync(
        Sql,
        [(int)CommentState.Approved, Count],
        row => new RecentComment(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetString(5)),
        Aborted);

    /// <summary>What one of them shows.</summary>
    /// <param name="Id">Which comment.</param>
    /// <param name="Author">As they call themselves.</param>
    /// <param name="Text">The beginning of it, as it was written.</param>
    /// <param name="CreatedAt">Unix milliseconds.</param>
    /// <param name="HostPage">Of its thread.</param>
    /// <param name="Subject">Of its thread.</param>
    private sealed record RecentComment(long Id, string Author, string Text, long CreatedAt, string HostPage, string Subject)
    {
        public string Address => Permalink.At(Permalink.Inside(HostPage, Subject), Id);
    }
}
