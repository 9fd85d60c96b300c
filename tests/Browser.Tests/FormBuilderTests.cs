using Components.Packs;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class FormBuilderTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    private const string Forms = "/admin/contact/forms";

    [Fact]
    public async Task A_form_is_made_in_place_by_keyboard_and_mouse_and_put_live()
    {
        var ada = await MakeAsync("Bea", "support", "Support");
        await ada.MarkAsync();
        await AddChoiceAsync(ada);
        await Expect(ada.Find(".contact-line", "Topic")).ToBeVisibleAsync();

        // A key that is pressed again moves the same line on.
        var up = ada.Page.GetByLabel("Move “Topic” up");
        await up.FocusAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(ada.Find(".contact-line").Nth(1)).ToContainTextAsync("Topic");
        await Expect(up).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(ada.Find(".contact-line").First).ToContainTextAsync("Topic");
        await Expect(ada.Page.GetByLabel("Move “Topic” down")).ToBeFocusedAsync();

        // The preview follows, and does what the form will do.
        await ada.Find("form.contact-add select").SelectOptionAsync("Text");
        await ada.Find("form.contact-add button").ClickAsync();
        await ada.Find("[name=Label]").FillAsync("Version");
        await ada.Find("[name=ShowWhen]").SelectOptionAsync("all");
        await ada.Find("[name=WhenField]").First.SelectOptionAsync("topic");
        await ada.Find("[name=WhenValue]").First.FillAsync("bug");
        await ada.Find(".contact-editor button[type=submit]").ClickAsync();
        var version = ada.Find(".contact-preview").GetByLabel("Version");
        await Expect(version).ToBeAttachedAsync(); // hidden is also what is not there yet
        await Expect(version).ToBeHiddenAsync();
        await ada.Find(".contact-preview").GetByLabel("A bug").CheckAsync();
        await Expect(version).ToBeVisibleAsync();

        await ada.Button("Put live").ClickAsync();
        await Expect(ada.Find(".contact-state[data-state=live]")).ToBeVisibleAsync();
        Assert.True(await ada.IsSamePageAsync());
    }

    [Fact]
    public async Task Axe_finds_no_violation_and_nobody_scrolls_sideways_on_a_phone()
    {
        var ada = await MakeAsync("Cea", "axe", "Support");
        await ada.AssertSoundAsync("the builder");
        await ada.Find("form.contact-add select").SelectOptionAsync("Step");
        await ada.Find("form.contact-add button").ClickAsync();
        await Expect(ada.Find(".contact-editor")).ToBeVisibleAsync();
        await ada.AssertSoundAsync("a broken draft");
        await AddChoiceAsync(ada);
        await ada.Page.GetByLabel("Change “Your question”").ClickAsync();
        await ada.Find("[name=Name]").FillAsync("1");
        await ada.Find(".contact-editor button[type=submit]").ClickAsync();
        await Expect(ada.Find(".field-error")).ToBeVisibleAsync();
        await ada.AssertSoundAsync("a mistake");
        await ada.Find(".contact-editor .contact-buttons a").ClickAsync();
        await ada.Link("Title, mails and what happens after sending").ClickAsync();
        await Expect(ada.Find("[name=ReplyText]")).ToBeVisibleAsync();
        await ada.AssertSoundAsync("the settings of the whole");
        await ada.GoAsync(Forms);
        await ada.AssertSoundAsync("the list");
    }

    private async Task<Tab> MakeAsync(string name, string id, string title)
    {
        var ada = await OpenAsAsync(name, Roles.Administrator);
        ada.ExpectsFailedRequests = true;
        await ada.GoAsync(Forms);
        await ada.Find("[name=Title]").FillAsync(title);
        await ada.Find("[name=Id]").FillAsync(id);
        await ada.Button("Make a form").ClickAsync();
        await ada.ArrivedAsync(".contact-builder");
        return ada;
    }

    private static async Task AddChoiceAsync(Tab ada)
    {
        await ada.Find("form.contact-add select").SelectOptionAsync("Choice");
        await ada.Find("form.contact-add button").ClickAsync();
        await ada.Find("[name=Options]").FillAsync("order | An order\nbug | A bug");
        await ada.Find("[name=Name]").FillAsync("topic");
        await ada.Find("[name=Label]").FillAsync("Topic");
        await ada.Find(".contact-editor button[type=submit]").ClickAsync();
        await Expect(ada.Find(".contact-editor")).ToHaveCountAsync(0);
    }
}
