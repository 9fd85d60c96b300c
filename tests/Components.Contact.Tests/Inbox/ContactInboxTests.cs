using System.Net;
using Components.Contact.Inbox;
using Components.Spam;
using Testing;

namespace Components.Contact.Tests.Inbox;

public sealed class ContactInboxTests : IDisposable
{
    private readonly InboxSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task The_inbox_is_for_administrators()
    {
        var message = await _site.AddAsync("Secret");
        var (file, _) = await _site.AddFileAsync(message, "a.txt", "secret");
        var ada = await _site.VisitAsAdministratorAsync();
        var list = (await ada.OpenAsync(InboxSite.Inbox)).FragmentUrl("contact/inbox");
        var opened = (await ada.OpenAsync(InboxSteps.At(message))).FragmentUrl("contact/message");
        var erase = (await ada.OpenAsync("/admin/contact/erase")).FragmentUrl("contact/erase");
        var moderator = await _site.VisitAsModeratorAsync();
        foreach (var url in new[] { list, opened, erase })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Visit().LoadAsync(url)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Visit().OpenAsync(url.AsDocument())).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await moderator.LoadAsync(url)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await ada.LoadAsync(url[..^2])).Status);
        }
        foreach (var url in new[] { $"/c/contact/file/{file}", "/c/contact/export/csv?folder=Inbox", "/c/contact/export/jsonl?folder=Inbox" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Visit().LoadAsync(url)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await moderator.LoadAsync(url)).Status);
            Assert.Equal(HttpStatusCode.OK, (await ada.LoadAsync(url)).Status);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await moderator.OpenAsync(InboxSite.Inbox)).Status);
    }

    [Fact]
    public async Task What_nobody_has_read_is_counted_until_it_is_marked_as_read()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        Assert.NotEmpty((await ada.OpenAsync(InboxSite.Inbox)).FindAll(".empty"));
        await _site.AddAsync("First?");
        var second = await _site.AddAsync("Second?");
        await _site.AddAsync("Buy!", findings: [new Finding("x", SpamVerdict.Spam, "Something", [])]);
        Assert.Equal("2", (await ada.OpenAsync("/admin")).Find(".badge").TextContent);
        var inbox = await ada.OpenAsync(InboxSite.Inbox);
        Assert.Equal(["Second?", "First?"], inbox.Lines());

        var answer = await ada.PressAsync(inbox, "post", ("Message", second.Key()), ("Act", "Read"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["First?"], answer.FindAll(".is-unread .contact-subject").Select(line => line.TextContent));
        Assert.Equal("1", (await ada.OpenAsync("/admin")).Find(".badge").TextContent);
        Assert.Equal(1, _site.Count("SELECT COUNT(*) FROM contact_messages WHERE ReadAt IS NOT NULL AND Subject = 'Second?'"));
    }

    [Fact]
    public async Task Each_folder_has_what_belongs_into_it()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var mine = await _site.AddAsync("Mine");
        var starred = await _site.AddAsync("Starred");
        var kept = await _site.AddAsync("Kept");
        var junk = await _site.AddAsync("Junk");
        await _site.DoAsync(InboxAct.Star, starred, junk);
        await _site.DoAsync(InboxAct.Archive, kept);
        await _site.DoAsync(InboxAct.Spam, junk);
        await _site.DoAsync(InboxAct.Read, mine);
        var opened = await ada.OpenAsync(InboxSteps.At(mine));
        var me = opened.Find("select[name=Person] option:not([value=''])").GetAttribute("value")!;
        Assert.Contains("Ada", (await ada.PressAsync(opened, "assign", ("Person", me))).Header("Component-Flash"), StringComparison.Ordinal);
        foreach (var (folder, subjects) in new[] { ("Inbox", "Starred Mine"), ("Unread", "Starred"), ("Starred", "Starred"), ("Mine", "Mine"), ("Archive", "Kept"), ("Spam", "Junk") })
            Assert.Equal(subjects, string.Join(' ', (await ada.OpenAsync($"{InboxSite.Inbox}?folder={folder}")).Lines()));
        Assert.Empty((await (await _site.VisitAsAdministratorAsync("Bob")).OpenAsync($"{InboxSite.Inbox}?folder=mine")).Lines());
    }

    [Fact]
    public async Task A_message_is_assigned_only_to_those_who_may_read_it()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        await _site.AddAccountAsync("Moe", Components.Packs.Roles.Moderator);
        var opened = await ada.OpenAsync(InboxSteps.At(await _site.AddAsync("Whose?")));
        Assert.Equal(["Ada"], opened.FindAll("select[name=Person] option:not([value=''])").Select(option => option.TextContent));
        var moe = _site.Text("SELECT Id FROM accounts_users WHERE DisplayName = 'Moe'");
        Assert.Equal(HttpStatusCode.Conflict, (await ada.PressAsync(opened, "assign", ("Person", moe))).Status);
        Assert.Equal(0, _site.Count("SELECT COUNT(*) FROM contact_messages WHERE AssignedKey IS NOT NULL"));
    }

    [Fact]
    public async Task Thirty_are_shown_and_a_link_leads_to_the_older_ones()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        for (var number = 1; number <= 31; number++)
            await _site.AddAsync($"Number {number}");
        var inbox = await ada.OpenAsync(InboxSite.Inbox);
        Assert.Equal(30, inbox.Lines().Count);
        var link = inbox.Find("a[rel=next]");
        Assert.Equal(["Number 1"], (await ada.LoadAsync(link.GetAttribute("hx-get")!)).Lines());
        Assert.Equal(["Number 1"], (await ada.OpenAsync(link.GetAttribute("href")!)).Lines());
    }

    [Fact]
    public async Task All_words_must_be_there_and_none_is_a_pattern()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        await _site.AddAsync("Red roses, 100% fresh", "ann@example.com");
        await _site.AddAsync("Blue roses, 1000 fresh", "bob_x@example.com");
        await _site.AddAsync("Red tulips", "bobyx@example.com", form: "flowers");
        var inbox = await ada.OpenAsync(InboxSite.Inbox);
        foreach (var (words, found) in new[] { ("roses RED", 1), ("red", 2), ("100%", 1), ("bob_x", 1), ("\\", 0), ("roses tulips", 0), ("　red　", 2) })
        {
            var answer = await ada.FindAsync(inbox, words);
            Assert.Equal((words, found), (words, answer.Lines().Count));
        }
        Assert.Equal(["Red tulips"], (await ada.FindAsync(inbox, "", "flowers")).Lines());
        Assert.Contains(inbox.FindAll("select[name=Form] option"), option => option.GetAttribute("value") == "flowers");
        Assert.NotEmpty((await ada.FindAsync(inbox, "nowhere")).FindAll(".empty"));
    }

    [Fact]
    public async Task Many_are_dealt_with_at_once_with_and_without_JavaScript()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        long[] ids = [await _site.AddAsync("One"), await _site.AddAsync("Two"), await _site.AddAsync("Three")];
        var inbox = await ada.OpenAsync(InboxSite.Inbox);
        var answer = await ada.PressPlainlyAsync(inbox, "post", ("Message", ids[0].Key()), ("Message", ids[1].Key()), ("Act", "Archive"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        var after = await ada.OpenAsync(answer.Location!);
        Assert.Equal(["Three"], after.Lines());
        Assert.Contains("2", after.Find("#component-flash").TextContent, StringComparison.Ordinal);
        Assert.Contains("Tick the messages first", (await ada.PressAsync(inbox, "post", ("Act", "Archive"))).Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Contains("nothing to change", (await ada.PressAsync(inbox, "post", ("One", $"Archive:{ids[0]}"))).Header("Component-Flash"), StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Nothing_is_deleted_before_it_is_confirmed(bool hasJavaScript)
    {
        var ada = await _site.VisitAsAdministratorAsync();
        long[] ids = [await _site.AddAsync("Goes"), await _site.AddAsync("Stays")];
        var inbox = await ada.OpenAsync(InboxSite.Inbox);
        (string, string)[] fields = [("Message", ids[0].Key()), ("Act", "Delete")];
        var question = hasJavaScript ? await ada.PressAsync(inbox, "post", fields) : await ada.PressPlainlyAsync(inbox, "post", fields);
        Assert.Equal(HttpStatusCode.OK, question.Status);
        Assert.Equal(2, _site.Count("SELECT COUNT(*) FROM contact_messages"));
        var form = question.Find("form.contact-sure");
        (string, string)[] sure = [.. form.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)), ("Act", "Delete")];
        _ = hasJavaScript ? await ada.PostAsync(form.GetAttribute("hx-post")!, sure) : await ada.PostPlainlyAsync(form.GetAttribute("action")!, sure);
        Assert.Equal("Stays", _site.Text("SELECT Subject FROM contact_messages"));
    }

    [Fact]
    public async Task A_doubtful_message_says_why()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        await _site.AddAsync("Hm", findings: [new Finding("links", SpamVerdict.Hold, "It has {0} links.", ["7"])]);
        Assert.Contains("It has 7 links.", (await ada.OpenAsync(InboxSite.Inbox)).Find(".contact-doubt").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_speaks_Japanese()
    {
        var id = await _site.AddAsync("日本語の件名");
        var ada = await _site.VisitAsAdministratorAsync();
        ada.Client.DefaultRequestHeaders.Add("Accept-Language", "ja");
        foreach (var address in new[] { InboxSite.Inbox, InboxSteps.At(id), "/admin/contact/erase" })
            foreach (var text in (await ada.OpenAsync(address)).FindAll("main h1, main label, main form button:not(.contact-star), main .contact-tabs a").Select(element => element.TextContent))
                Assert.Matches(@"[\u3040-\u30ff\u4e00-\u9fff]", text);
    }
}
