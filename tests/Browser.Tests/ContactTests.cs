using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class ContactTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    [Fact]
    public async Task The_thanks_take_the_forms_place_and_the_focus()
    {
        var guest = await OpenAsync();
        await guest.GoAsync("/contact");
        await guest.MarkAsync();
        await guest.Field("Your e-mail address").FillAsync("guest@example.com");
        await guest.Field("Your question").FillAsync("Do you also make layouts?");
        await guest.Button("Send").ClickAsync();

        var sent = guest.Find(".contact-sent");
        await Expect(sent).ToContainTextAsync("Your message has arrived");
        await Expect(sent.Locator("h2")).ToBeFocusedAsync();
        await Expect(sent).ToBeInViewportAsync();
        await Expect(guest.Find("form[data-draft]")).ToHaveCountAsync(0);
        Assert.True(await guest.IsSamePageAsync());
        Assert.Equal(1, await Site.CountMessagesAsync("Do you also make layouts?"));
    }

    [Fact]
    public async Task The_browser_itself_asks_for_an_address_first()
    {
        var guest = await OpenAsync();
        await guest.GoAsync("/contact");
        await guest.Field("Your e-mail address").FillAsync("not an address");
        await guest.Field("Your question").FillAsync("Will this be sent?");
        await guest.Button("Send").ClickAsync();

        await Expect(guest.Field("Your e-mail address")).ToBeFocusedAsync();
        Assert.Equal(0, await Site.CountMessagesAsync("Will this be sent?"));
    }

    [Fact]
    public async Task What_only_the_server_sees_is_said_beside_the_field_and_the_question_stays()
    {
        var guest = await OpenAsync();
        guest.ExpectsFailedRequests = true;
        await guest.GoAsync("/contact");
        await guest.Field("Your e-mail address").FillAsync("guest@example.com");
        await guest.Find("input[type=email]").EvaluateAsync("input => { input.type = 'text'; input.value = 'a@b.c, d@e.f'; }");
        await guest.Field("Your question").FillAsync("Still here?");
        await guest.Button("Send").ClickAsync();

        await Expect(guest.Find(".field-error")).ToContainTextAsync("must be one e-mail address");
        await Expect(guest.Field("Your question")).ToHaveValueAsync("Still here?");
        Assert.Equal(0, await Site.CountMessagesAsync("Still here?"));
    }

    [Fact]
    public async Task The_inbox_opens_the_message_which_is_read_then()
    {
        var guest = await OpenAsync();
        await guest.GoAsync("/contact");
        await guest.Field("Your e-mail address").FillAsync("reader@example.com");
        await guest.Field("Your question").FillAsync("Who reads this?");
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".contact-sent")).ToBeVisibleAsync();

        var ada = await OpenAsAsync("Ada", Components.Packs.Roles.Administrator);
        await ada.GoAsync("/admin/contact/inbox");
        await ada.MarkAsync();
        await Expect(ada.Find(".is-unread", "Who reads this?")).ToHaveCountAsync(1);
        await ada.Link("Who reads this?").ClickAsync();
        await Expect(ada.Find(".contact-answers dd", "Who reads this?")).ToBeVisibleAsync();
        await ada.Find(".contact-back a").ClickAsync();
        await Expect(ada.Find(".contact-row", "Who reads this?")).ToHaveCountAsync(1);
        await Expect(ada.Find(".is-unread", "Who reads this?")).ToHaveCountAsync(0);
        Assert.True(await ada.IsSamePageAsync());
    }
}
