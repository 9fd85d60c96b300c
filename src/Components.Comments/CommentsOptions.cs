using System.ComponentModel.DataAnnotations;

namespace Components.Comments;

/// <summary>What the site's owner decides about comments. Bound from the section <c>Packs:Comments</c>.</summary>
public sealed class CommentsOptions
{
    /// <summary>How many comments a page of a thread shows. 1 to 200, default 20.</summary>
    [Range(1, 200)]
    public int PageSize { get; set; } = 20;

    /// <summary>How long a comment may be, in UTF-16 units. 100 to 10,000, default 5,000. The database keeps at most 10,000.</summary>
    [Range(100, Comment.LongestText)]
    public int MaxLength { get; set; } = 5_000;

    /// <summary>Whether every comment waits for a moderator. Default false.</summary>
    public bool HoldAll { get; set; }

    /// <summary>A comment with more links than this waits for a moderator. 0 to 100, default 2.</summary>
    [Range(0, 100)]
    public int HoldLinksOver { get; set; } = 2;

    /// <summary>Whether threads take no more comments. Default false.</summary>
    public bool Closed { get; set; }
}
