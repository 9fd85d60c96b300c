using System.Net;
using Components.Comments.Guests;
using Components.Comments.Tests.Thread;
using Components.Comments.Tests.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Testing;

namespace Components.Comments.Tests.Guests;

public sealed class GuestMailTests : IDisposable
{
    private const string Address = "gwen@example.org";
    private readonly MovableClock _clock = new();
    private readonly GuestSite _site = new();

    private sealed class GuestSite : SiteWithOutbox
    {
        public GuestSite() => this.OpenToGuests();
    }

    public GuestMailTests() => _site.ConfigureServices += services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_guest_who_gives_an_address_is_mailed_a_link_and_none_of_their_words()
    {
        await WriteAsync(_site.Visit(), "Buy <my> things at https://spam.example", name: "Cheap-Things");
        var mail = Assert.Single(_site.MailsTo(Address));
        Assert.Matches(@"^http://localhost/c/comments/mine/[A-Za-z0-9_-]{43}$", SiteWithOutbox.LinkIn(mail));
        foreach (var word in new[] { "Buy", "things", "spam.example", "Cheap" })
            Assert.DoesNotContain(word, mail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_gives_no_address_is_mailed_nothing()
    {
        await WriteAsync(_site.Visit(), "hello", email: "");
        Assert.Equal(0, _site.OutboxRows());
    }

    [Fact]
    public async Task By_the_link_another_browser_edits_and_deletes()
    {
        await WriteAsync(_site.Visit(), "mine");
        var phone = _site.Visit();
        var page = await FollowAsync(phone);
        Assert.Contains("You have written 1 comment here as a guest.", page.Html, StringComparison.Ordinal);
        // To look at it changes nothing.
        Assert.Empty((await phone.LoadThreadAsync(_site, "mails")).FindAll(".comments-delete"));

        var used = await phone.SubmitAsync(page.Find("main form"));
        Assert.Equal(HttpStatusCode.SeeOther, used.Status);
        var done = await phone.OpenAsync(used.Location!);
        Assert.Contains("mine", done.Find(".comments-mine li").TextContent, StringComparison.Ordinal);
        var thread = await phone.LoadThreadAsync(_site, "mails");
        var edited = await phone.PostAsync((await phone.LoadAsync(thread.LinkOf("mine", "Edit"))).Find("form").GetAttribute("hx-post")!, ("Text", "mine, changed"));
        Assert.Equal(HttpStatusCode.OK, edited.Status);
        thread = await phone.LoadThreadAsync(_site, "mails");
        Assert.Equal(HttpStatusCode.OK, (await phone.PostAsync(thread.Find(".comments-delete form").GetAttribute("hx-post")!)).Status);
        Assert.Equal(0, _site.Ask<long>("SELECT Count FROM comments_threads"));
    }

    [Fact]
    public async Task Another_site_cannot_make_a_browser_somebody_elses_guest()
    {
        await WriteAsync(_site.Visit(), "bait");
        var victim = _site.Visit();
        var form = (await FollowAsync(victim)).Find("main form");
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var answer = await victim.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.DoesNotContain("comments-guest", answer.Header("Set-Cookie") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_is_a_guest_already_is_told_what_it_would_lose()
    {
        await WriteAsync(_site.Visit(), "first");
        var other = _site.Visit();
        await WriteAsync(other, "second", email: "");
        Assert.Contains("This browser has written here as another guest.", (await FollowAsync(other)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_has_neither_the_token_nor_the_capability_nor_the_address()
    {
        var guest = _site.Visit();
        var answer = await WriteAsync(guest, "secret");
        var capability = System.Text.RegularExpressions.Regex.Match(answer.Header("Set-Cookie")!, "comments-guest=([^;]+)").Groups[1].Value;
        Assert.Equal(51, capability.Length);
        var token = SiteWithOutbox.LinkIn(_site.MailsTo(Address)[0]).Split('/')[^1];
        var row = _site.Ask<string>("SELECT Id || ' ' || AuthorKey || ' ' || AddressHash || ' ' || SealedCapability FROM comments_guest_links");
        foreach (var secret in new[] { capability[8..], token, Address })
            Assert.DoesNotContain(secret, row, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_address_is_mailed_once_an_hour_and_three_times_a_day_at_most()
    {
        for (var hour = 0; hour < 8; hour++)
        {
            // Somebody who throws their cookies away, and types the address in other ways.
            await WriteAsync(_site.Visit(), $"hour {hour}", email: hour % 2 == 0 ? Address : $"GWEN+{hour}@example.org");
            await WriteAsync(_site.Visit(), $"hour {hour} again");
            _clock.Ahead += TimeSpan.FromMinutes(61);
        }
        Assert.Equal(3, _site.OutboxRows());
        _clock.Ahead += TimeSpan.FromDays(1);
        await WriteAsync(_site.Visit(), "tomorrow");
        Assert.Equal(4, _site.OutboxRows());
    }

    [Fact]
    public async Task The_same_guest_is_not_mailed_with_every_comment()
    {
        var guest = _site.Visit();
        for (var day = 0; day < 5; day++)
        {
            await WriteAsync(guest, $"day {day}");
            _clock.Ahead += TimeSpan.FromDays(1);
        }
        Assert.Equal(1, _site.OutboxRows());
        _clock.Ahead += GuestMails.Pause;
        await WriteAsync(guest, "a month later");
        Assert.Equal(2, _site.OutboxRows());
    }

    [Fact]
    public async Task A_members_address_is_never_mailed()
    {
        await _site.AddAccountAsync("Mary");
        await WriteAsync(_site.Visit(), "as if I were Mary", email: People.EmailOf("Mary").ToUpperInvariant());
        Assert.Equal(0, _site.OutboxRows());
        Assert.Equal(0, _site.Ask<long>("SELECT COUNT(*) FROM comments_guest_links"));
    }

    [Fact]
    public async Task A_link_ends_and_a_wrong_one_opens_nothing()
    {
        await WriteAsync(_site.Visit(), "old");
        var visitor = _site.Visit();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync("/c/comments/mine/nonsense")).Status);
        var unknown = await visitor.OpenAsync($"/c/comments/mine/{new string('A', 43)}");
        var none = await visitor.OpenAsync(unknown.Location!);
        Assert.Contains("This link is no longer good.", none.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, none.Status);
        var page = await FollowAsync(visitor);
        _clock.Ahead = GuestLink.Life + TimeSpan.FromDays(1);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.SubmitAsync(page.Find("main form"))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await FollowAsync(visitor)).Status);
    }

    [Fact]
    public async Task The_address_in_the_mail_is_kept_by_nobody_on_the_way()
    {
        await WriteAsync(_site.Visit(), "hidden");
        var answer = await _site.Visit().OpenAsync(SiteWithOutbox.LinkIn(_site.MailsTo(Address)[0]));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
    }

    [Fact]
    public async Task The_same_form_twice_is_one_mail()
    {
        var guest = _site.Visit();
        var url = (await guest.LoadThreadAsync(_site, "mails")).Find("form.comments-form").GetAttribute("hx-post")!;
        (string, string)[] form = [("Text", "once"), ("Name", "Gwen"), ("Email", Address), ("_key", Guid.NewGuid().ToString())];
        await guest.PostAsync(url, form);
        await guest.PostAsync(url, form);
        Assert.Equal(1, _site.OutboxRows());
    }

    private async Task<Page> WriteAsync(Visitor guest, string text, string email = Address, string name = "Gwen")
    {
        var answer = await guest.CommentAsGuestAsync(_site, "mails", text, name, email);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer;
    }

    private async Task<Page> FollowAsync(Visitor visitor)
    {
        var link = await visitor.OpenAsync(SiteWithOutbox.LinkIn(_site.MailsTo(Address)[0]));
        return await visitor.OpenAsync(link.Location!);
    }
}

public sealed class GuestMailOffTests : IDisposable
{
    private readonly SiteWithOutbox _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task The_owner_can_turn_it_off()
    {
        _site.OpenToGuests().Settings["Packs:Comments:GuestMail"] = "false";
        await _site.Visit().CommentAsGuestAsync(_site, "off", "hello", email: "gwen@example.org");
        Assert.Equal(0, _site.OutboxRows());
    }
}
