using Microsoft.AspNetCore.Components;

namespace App.Content;

/// <summary>A Markdown file under <c>content/articles</c>. Its front matter gives title, description, date (yyyy-MM-dd) and how its comments load.</summary>
internal sealed record Article(string Slug, string Title, string Description, DateOnly Date, bool HasInlineComments, Lazy<MarkupString> Body)
{
    /// <summary>Rendered when it is first shown.</summary>
    public MarkupString Html => Body.Value;
}
