using System.Net;
using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Moderation;

/// <summary>How often people may write and vote. The site-wide limit is as low as it comes, since it must not get in the way.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly ModeratedSite _site = new();

    public LimitTests()
    {
        _site.Settings["Components:PostsPerMinute"] = "3";
        _site.Settings["Packs:Comments:GuestPostsPerMinute"] = "5";
        _site.Settings["Packs:Comments:GuestPostsPerHour"] = "8";
        _site.Settings["Packs:Comments:MemberPostsPerMinute"] = "20";
        _site.Settings["Packs:Comments:VotesPerMinute"] = "60";
    }

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_member_writes_twenty_a_minute_and_then_waits_with_the_text_still_there()
    {
        var member = await _site.VisitAsMemberAsync("Eager");
        var form = (await member.OpenAsync(_site.ThreadOf("limit").AsDocument())).Find("form.comments-form");
        for (var i = 1; i <= 20; i++)
            Assert.Equal(HttpStatusCode.SeeOther, (await member.SubmitAsync(form, ("Text", $"Number {i}"))).Status);
        var refused = await member.SubmitAsync(form, ("Text", "One too many"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal("One too many", refused.Find("form.comments-form textarea").TextContent);
        _site.Clock.Ahead += TimeSpan.FromSeconds(61);
        Assert.Equal(HttpStatusCode.SeeOther, (await member.SubmitAsync(form, ("Text", "One too many"))).Status);
    }

    [Fact]
    public async Task A_guest_writes_five_a_minute_and_eight_an_hour_also_without_the_cookie()
    {
        for (var i = 1; i <= 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await WriteAsync($"Word {i}")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await WriteAsync("Word 6")).Status);
        _site.Clock.Ahead += TimeSpan.FromMinutes(2);
        for (var i = 6; i <= 8; i++)
            Assert.Equal(HttpStatusCode.OK, (await WriteAsync($"Word {i}")).Status);
        _site.Clock.Ahead += TimeSpan.FromMinutes(2);
        var refused = await WriteAsync("Word 9");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 60, 3600);
        _site.Clock.Ahead += TimeSpan.FromHours(1);
        Assert.Equal(HttpStatusCode.OK, (await WriteAsync("Word 9")).Status);

        // A new browser each time, in the same /64.
        async Task<Page> WriteAsync(string text)
        {
            var guest = _site.VisitFrom($"2001:db8:1:2::{Guid.NewGuid().ToString("N")[..4]}");
            var form = (await guest.LoadThreadAsync(_site, "guests")).Find("form.comments-form").GetAttribute("hx-post")!;
            return await guest.PostAsync(form, ("Text", text), ("Name", "Guest"));
        }
    }

    [Fact]
    public async Task A_guest_is_counted_by_capability_in_every_network()
    {
        var guest = _site.Visit();
        var answers = new List<HttpStatusCode>();
        for (var i = 1; i <= 7; i++)
        {
            guest.Client.DefaultRequestHeaders.Remove("X-Test-Network");
            guest.Client.DefaultRequestHeaders.Add("X-Test-Network", $"198.51.100.{i}");
            var form = (await guest.LoadThreadAsync(_site, "moving")).Find("form.comments-form").GetAttribute("hx-post")!;
            answers.Add((await guest.PostAsync(form, ("Text", $"From {i}"), ("Name", "Mover"))).Status);
        }
        // The first one came without a capability.
        Assert.Equal(6, answers.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task Sixty_votes_a_minute_are_not_too_many_and_the_next_one_is()
    {
        await (await _site.VisitAsModeratorAsync()).CommentAsync(_site, "votes", "Vote for me");
        var member = await _site.VisitAsMemberAsync("Voter");
        var form = (await member.LoadThreadAsync(_site, "votes")).Find("form.comments-votes").GetAttribute("hx-post")!;
        for (var i = 1; i <= 60; i++)
            Assert.Equal(HttpStatusCode.OK, (await member.PostAsync(form, ("Value", i % 2 == 0 ? "1" : "-1"))).Status);
        var refused = await member.PostAsync(form, ("Value", "1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.NotNull(refused.Header("Retry-After"));
        Assert.Equal(1, _site.Ask<long>("SELECT COUNT(*) FROM comments_votes"));
        _site.Clock.Ahead += TimeSpan.FromSeconds(61);
        Assert.Equal(HttpStatusCode.OK, (await member.PostAsync(form, ("Value", "-1"))).Status);
    }

    [Fact]
    public async Task What_does_not_count_for_itself_is_still_limited_by_the_site()
    {
        var member = await _site.VisitAsMemberAsync("Plain");
        var thread = await member.CommentAsync(_site, "core", "Mine");
        var form = (await member.LoadAsync(_site.AddressOf("comments/comment", $"comment={thread.IdOf("Mine")}&edit=true"))).Find("form.comments-form").GetAttribute("hx-post")!;
        for (var i = 1; i <= 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await member.PostAsync(form, ("Text", $"Edit {i}"))).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await member.PostAsync(form, ("Text", "Edit 4"))).Status);
    }
}
