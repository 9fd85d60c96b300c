using System.Net;
using Components.Comments.Tests.Thread;
using Components.Comments.Tests.Writing;
using Testing;

namespace Components.Comments.Tests.Embedding;

/// <summary>Who writes on pages of other sites.</summary>
public sealed class VisitorTests : IClassFixture<VisitorTests.GuestSite>
{
    private const string Thread = "comments/thread";
    private static int _sites;
    private readonly Site _site;

    public VisitorTests(GuestSite site) => _site = site;

    public sealed class GuestSite : Site
    {
        public GuestSite() => this.OpenToGuests();
    }

    [Fact]
    public async Task A_guest_owns_what_they_wrote_by_a_token_in_the_header_and_nobody_else_does()
    {
        var gus = await RegisterAsync();
        var posted = await WriteAsync(gus, "/a", "By Gus.", ("Name", "Gus"));
        Assert.StartsWith("g1.", gus.Token, StringComparison.Ordinal);
        Assert.Null(posted.Header("Set-Cookie"));
        Assert.StartsWith("guest:", AuthorOf("By Gus."), StringComparison.Ordinal);
        Assert.DoesNotContain(gus.Token![3..], AuthorOf("By Gus."), StringComparison.Ordinal);
        Assert.Contains("Edit", ActionsOn(await gus.ShowAsync("/a", Thread, ("subject", "/a")), "By Gus."));
        Assert.DoesNotContain("Edit", ActionsOn(await gus.InAnotherBrowser().ShowAsync("/a", Thread, ("subject", "/a")), "By Gus."));

        var token = gus.Token;
        await WriteAsync(gus, "/a", "By Gus again.", ("Name", "Gus"));
        Assert.Equal(token, gus.Token);
        Assert.Equal(AuthorOf("By Gus."), AuthorOf("By Gus again."));
    }

    [Fact]
    public async Task A_guests_cookie_of_our_own_pages_counts_for_nothing_there()
    {
        var blog = await RegisterAsync();
        var visitor = _site.Visit();
        await visitor.CommentAsGuestAsync(_site, "own", "By cookie.");
        await WriteAsync(blog, "/b", "By header.", ("Name", "Gus"));
        Assert.NotEqual(AuthorOf("By cookie."), AuthorOf("By header."));
    }

    [Fact]
    public async Task For_whom_the_site_vouches_needs_no_name_and_owns_what_they_wrote()
    {
        var blog = await RegisterAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await blog.VouchAsync("42", "Zoe")).Status);
        var thread = await blog.ShowAsync("/c", Thread, ("subject", "/c"));
        Assert.Contains("Your comment, Zoe", thread.Html, StringComparison.Ordinal);
        Assert.Empty(thread.FindAll("[name=Name]"));
        Assert.Empty(thread.FindAll("[data-component-sign-out]"));
        var posted = await WriteAsync(blog, "/c", "By Zoe.", ("Name", "Somebody else"), ("Email", "else@example.com"));
        Assert.Contains("Edit", ActionsOn(posted, "By Zoe."));
        Assert.Contains("Zoe", posted.CommentOf("By Zoe.").TextContent, StringComparison.Ordinal);
        Assert.Matches("^site:[0-9]+:42$", AuthorOf("By Zoe."));
        Assert.Equal("", _site.Ask<string>("SELECT ifnull(Email, '') FROM comments_comments WHERE Text = 'By Zoe.'"));

        // The same person in another browser, and another person.
        var elsewhere = blog.InAnotherBrowser();
        await elsewhere.VouchAsync("42", "Zoe B.");
        Assert.Contains("Edit", ActionsOn(await elsewhere.ShowAsync("/c", Thread, ("subject", "/c")), "By Zoe."));
        var other = blog.InAnotherBrowser();
        await other.VouchAsync("43", "Zoe");
        Assert.DoesNotContain("Edit", ActionsOn(await other.ShowAsync("/c", Thread, ("subject", "/c")), "By Zoe."));
    }

    [Fact]
    public async Task The_same_id_of_another_site_is_another_person()
    {
        var (one, other) = (await RegisterAsync(), await RegisterAsync());
        await one.VouchAsync("7", "Ann");
        await other.VouchAsync("7", "Ann");
        await WriteAsync(one, "/d", "On one.");
        await WriteAsync(other, "/d", "On the other.");
        Assert.NotEqual(AuthorOf("On one."), AuthorOf("On the other."));
    }

    [Fact]
    public async Task A_name_like_a_members_is_shown_with_the_site_beside_it()
    {
        await _site.AddAccountAsync("Impy");
        var blog = await RegisterAsync("The Blog");
        await blog.VouchAsync("1", "lmpy", "impy@example.com");
        var posted = await WriteAsync(blog, "/e", "Am I Impy?");
        Assert.Contains("lmpy (The Blog)", posted.CommentOf("Am I Impy?").QuerySelector(".comments-author")!.TextContent, StringComparison.Ordinal);
        // The address is a member's: it is not taken, and nothing says so.
        Assert.Equal("", _site.Ask<string>("SELECT ifnull(Email, '') FROM comments_comments WHERE Text = 'Am I Impy?'"));
        await blog.VouchAsync("1", new string('x', 99) + "y");
        Assert.Equal(HttpStatusCode.OK, (await WriteAsync(blog, "/e", "A long name.")).Status);
    }

    [Fact]
    public async Task A_vote_makes_a_guest_too()
    {
        var blog = await RegisterAsync();
        await blog.VouchAsync("1", "Writer");
        await WriteAsync(blog, "/f", "Vote for me.");
        var guest = blog.InAnotherBrowser();
        var thread = await guest.ShowAsync("/f", Thread, ("subject", "/f"));
        var votes = thread.CommentOf("Vote for me.").QuerySelector("form.comments-votes")!.GetAttribute("hx-post")!;
        Assert.Equal(HttpStatusCode.OK, (await guest.PostAsync(votes, ("Value", "1"))).Status);
        Assert.StartsWith("g1.", guest.Token, StringComparison.Ordinal);
        Assert.Equal(1, _site.Ask<long>("SELECT Ups FROM comments_comments WHERE Text = 'Vote for me.'"));
    }

    [Fact]
    public async Task Where_guests_may_not_write_they_are_led_to_sign_in_and_those_who_are_vouched_for_write()
    {
        await using var site = new Site();
        site.Settings["Packs:Comments:AllowGuests"] = "false";
        site.Settings["Packs:Comments:Hold"] = "Guests";
        var blog = await OtherSite.RegisterAsync(site, "https://strict.example");
        var thread = await blog.ShowAsync("/g", Thread, ("subject", "/g"));
        Assert.Equal($"http://localhost/account/embedded?origin={Uri.EscapeDataString(blog.Origin)}", thread.Find(".comments-sign-in a").GetAttribute("href"));
        await blog.VouchAsync("42", "Zoe");
        var posted = await WriteAsync(blog, "/g", "May I?");
        Assert.Equal(HttpStatusCode.OK, posted.Status);
        // Judged as a guest: it waits.
        Assert.Equal(0, site.Ask<long>("SELECT State FROM comments_comments WHERE Text = 'May I?'"));
        var moderator = await site.VisitAsModeratorAsync();
        Assert.Contains("Visitor of another site", (await moderator.LoadAsync((await moderator.OpenAsync("/admin/comments/queue")).FragmentUrl("comments/queue"))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_banned_stays_banned_whatever_their_browser()
    {
        var blog = await RegisterAsync();
        await blog.VouchAsync("13", "Troll");
        await WriteAsync(blog, "/h", "First.");
        using (var database = _site.OpenDatabase())
            database.Run($"INSERT INTO comments_bans (Id, Kind, Value, Name, Reason) VALUES (1, 0, '{AuthorOf("First.")}', 'Troll', '')");
        var elsewhere = blog.InAnotherBrowser();
        await elsewhere.VouchAsync("13", "Somebody");
        Assert.Equal(HttpStatusCode.Forbidden, (await WriteAsync(elsewhere, "/h", "Second.")).Status);
    }

    private async Task<OtherSite> RegisterAsync(string name = "A blog") => await OtherSite.RegisterAsync(_site, $"https://blog{Interlocked.Increment(ref _sites)}.example", name);

    private static async Task<Page> WriteAsync(OtherSite blog, string subject, string text, params (string Name, string Value)[] more) =>
        await blog.PostAsync((await blog.ShowAsync(subject, Thread, ("subject", subject))).Find("form.comments-form").GetAttribute("hx-post")!, [("Text", text), .. more]);

    private string AuthorOf(string text) => _site.Ask<string>($"SELECT AuthorKey FROM comments_comments WHERE Text = '{text}'");

    private static IReadOnlyList<string> ActionsOn(Page thread, string text) => [.. thread.CommentOf(text).QuerySelectorAll("a, button").Select(control => control.TextContent.Trim())];
}
