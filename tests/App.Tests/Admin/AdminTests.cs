using System.Net;
using Testing;

namespace App.Tests.Admin;

public sealed class AdminTests(Site site) : IClassFixture<Site>
{
    [Theory, InlineData("/admin"), InlineData("/admin/comments/queue"), InlineData("/admin/contact/inbox")]
    public async Task The_admin_area_is_closed_to_visitors_and_members(string path)
    {
        Assert.Equal($"http://localhost/account/sign-in?returnUrl={Uri.EscapeDataString(path)}", (await site.Visit().OpenAsync(path)).Location);
        var member = await site.VisitAsMemberAsync($"Member{path.Length}");
        var answer = await member.OpenAsync(path);
        Assert.Contains("/account/denied", answer.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync(answer.Location!)).Status);
    }

    [Fact]
    public async Task A_moderator_sees_what_moderators_may_see()
    {
        var page = await (await site.VisitAsModeratorAsync()).OpenAsync("/admin");
        Assert.NotEmpty(page.FindAll("a[href='/admin/comments/queue']"));
        Assert.Empty(page.FindAll("a[href='/admin/contact/inbox']"));
    }

    [Fact]
    public async Task An_administrator_sees_what_waits_and_the_layout_in_use()
    {
        var ada = await site.VisitAsAdministratorAsync();
        using (var connection = site.OpenDatabase())
        {
            connection.Run("""
                INSERT INTO comments_comments (Id, ThreadId, ParentId, Depth, State, Place, IsPinned, Replies, AuthorKey, AuthorName, Text, TextHash, CreatedAt, Ups, Downs, Score)
                SELECT value, 9, 9, 0, 0, 0, 0, 0, 'member:a', 'A', 't', 0, 0, 0, 0, 0 FROM json_each('[1,2,3]')
                """);
            connection.Run("INSERT INTO contact_messages (Id, Form, FormTitle, Email, Subject, Answers, Text, HostPage, Language, CreatedAt, Place) SELECT value, 'contact', '', 'a@example.com', 'q', '', 'q', '/', '', 0, 0 FROM json_each('[1,2]')");
        }
        var page = await ada.OpenAsync("/admin");
        Assert.Equal(["3", "2"], page.FindAll(".badge").Select(badge => badge.TextContent));
        Assert.Contains("In use: magazine", page.Find("main").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("main [role=alert]"));
    }

    [Fact]
    public async Task A_mistake_in_the_layout_file_is_told_while_the_last_good_layout_serves_on()
    {
        using var other = new Site();
        var ada = await other.VisitAsAdministratorAsync();
        var styles = Styles(await ada.OpenAsync("/"));
        var good = await File.ReadAllTextAsync(other.LayoutFile);
        await File.WriteAllTextAsync(other.LayoutFile, good.Replace("use=\"magazine\"", "use=\"magasine\"", StringComparison.Ordinal));
        var page = await ada.OpenAsync("/admin");
        Assert.Contains("magasine", page.Find("main [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(styles, Styles(page));
        await File.WriteAllTextAsync(other.LayoutFile, good.Replace("use=\"magazine\"", "use=\"plain\"", StringComparison.Ordinal));
        page = await ada.OpenAsync("/admin");
        Assert.Empty(page.FindAll("main [role=alert]"));
        Assert.Contains("In use: plain", page.Find("main").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_page_of_a_pack_that_has_none() =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.VisitAsAdministratorAsync("Adam")).OpenAsync("/admin/comments/nothing")).Status);

    private static IEnumerable<string?> Styles(Page page) => page.FindAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")).Where(href => href!.Contains("magazine", StringComparison.Ordinal));
}
