using Components.Comments.Moderation;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Moderation;

public sealed class RetentionTests : IDisposable
{
    private readonly ModeratedSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Networks_are_erased_after_thirty_days_and_not_before()
    {
        await _site.WriteAsGuestAsync(_site.VisitFrom("2001:db8:9:9:1:2:3:4"), "keep", "From somewhere");
        // Never more than the network is kept.
        Assert.Equal("2001:db8:9:9::/64", NetworkOf("From somewhere"));
        _site.Clock.Ahead += TimeSpan.FromDays(29);
        Assert.Equal(0, await SweepAsync());
        Assert.Equal("2001:db8:9:9::/64", NetworkOf("From somewhere"));
        _site.Clock.Ahead += TimeSpan.FromDays(2);
        Assert.Equal(1, await SweepAsync());
        Assert.Equal("", NetworkOf("From somewhere"));
        Assert.Equal(0, await SweepAsync());
    }

    [Fact]
    public async Task What_undoing_a_deletion_needs_is_erased_with_them()
    {
        await _site.WriteAsGuestAsync(_site.VisitFrom("192.0.2.30"), "keep", "To be deleted", "Gone", ("Email", "gone@example.org"));
        var moderator = await _site.VisitAsModeratorAsync();
        var form = (await moderator.LoadAsync(_site.AddressOf("comments/comment", $"comment={_site.KeyOf("To be deleted")}"))).Find("form[id$='-decide']").GetAttribute("hx-post")!;
        await moderator.PostAsync(form, ("Act", "Delete"));
        Assert.Contains("gone@example.org", _site.Ask<string>("SELECT Snapshot FROM comments_audit"), StringComparison.Ordinal);
        _site.Clock.Ahead += TimeSpan.FromDays(31);
        await SweepAsync();
        Assert.Equal("", _site.Ask<string>("SELECT ifnull(Snapshot, '') FROM comments_audit"));
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM comments_comments WHERE Email IS NOT NULL OR Network IS NOT NULL OR Text <> ''"));
    }

    private Task<int> SweepAsync() => _site.Get<Retention>().SweepAsync(CancellationToken.None);

    private string NetworkOf(string text) => _site.Ask<string>($"SELECT ifnull(Network, '') FROM comments_comments WHERE Text = '{text}'");
}
