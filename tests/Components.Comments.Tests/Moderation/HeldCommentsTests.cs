using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Moderation;

public sealed class HeldCommentsTests : IDisposable
{
    private readonly Site _site = new();

    public HeldCommentsTests() => _site.Settings["Packs:Comments:Hold"] = "Everybody";

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Where_all_are_held_none_is_shown_before_it_is_approved()
    {
        var mary = await _site.VisitAsMemberAsync();
        Assert.Empty((await mary.CommentAsync(_site, "held", "Harmless")).Texts());
        Assert.Empty((await _site.Visit().LoadThreadAsync(_site, "held")).Texts());
        Assert.Contains("Harmless", (await (await _site.VisitAsModeratorAsync()).OpenAsync("/admin/comments/queue")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_are_shown_oldest_first_and_a_link_leads_to_the_later_ones()
    {
        var moderator = await _site.VisitAsModeratorAsync("Many");
        _site.Seed("many", 51);
        using (var connection = _site.OpenDatabase())
            connection.Run("UPDATE comments_comments SET State = 0, Place = 0");
        var page = await moderator.OpenAsync("/admin/comments/queue");
        Assert.Equal(50, page.FindAll("article.card").Count);
        var later = await moderator.LoadAsync(page.Find(".comments-more a").GetAttribute("hx-get")!);
        Assert.InRange(later.FindAll("article.card").Count, 1, 2);
        Assert.Empty(later.FindAll(".comments-more a[rel=next]"));
    }
}
