using Components.Packs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Contact;

/// <summary>The builder and the inbox without a mouse.</summary>
public sealed class KeyboardTests(FormSite site, Chromium chromium) : BrowserTest(site, chromium), IClassFixture<FormSite>
{
    private const int MostStops = 120;

    [Fact]
    public async Task A_field_is_added_moved_taken_out_brought_back_and_put_live()
    {
        var ada = await OpenAsAsync("Kea", Roles.Administrator);
        await ada.GoAsync("/admin/contact/forms");
        await PressAsync(ada, ada.Field("Title"));
        await ada.Page.Keyboard.TypeAsync("Keys");
        await PressAsync(ada, ada.Field("Id, as tags name it"));
        await ada.Page.Keyboard.TypeAsync("keys");
        await ada.Page.Keyboard.PressAsync("Enter");
        await ada.ArrivedAsync(".contact-builder");
        var lines = ada.Find(".contact-line");
        await Expect(lines).ToHaveCountAsync(2);

        await PressAsync(ada, ada.Find("form.contact-add button"), "Enter");
        await Expect(ada.Field("Label", exact: true)).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("Control+A");
        await ada.Page.Keyboard.TypeAsync("Colour");
        await PressAsync(ada, ada.Find(".contact-editor button[type=submit]"), "Enter");
        await Expect(ada.Find(".contact-editor")).ToHaveCountAsync(0);
        await Expect(lines.Nth(2)).ToContainTextAsync("Colour");
        // The way goes on from here, and not from the top of the page.
        await Expect(ada.Find("body")).Not.ToBeFocusedAsync();

        await PressAsync(ada, ada.Button("Move “Colour” up"), "Enter");
        await Expect(lines.Nth(1)).ToContainTextAsync("Colour");
        await PressAsync(ada, ada.Button("Take out “Colour”"), "Enter");
        await Expect(lines).ToHaveCountAsync(2);
        await PressAsync(ada, ada.Button("Undo"), "Enter");
        await Expect(lines.Nth(1)).ToContainTextAsync("Colour");
        await PressAsync(ada, ada.Button("Put live"), "Enter");
        await Expect(ada.Find(".contact-state[data-state=live]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_message_is_ticked_archived_found_and_opened()
    {
        var ann = await OpenAsync();
        await ann.GoAsync("/forms/ask");
        await ann.Field("Your e-mail address").FillAsync("ann@example.com");
        await ann.Field("Your question").FillAsync("By keys?");
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find(".contact-sent")).ToBeVisibleAsync();

        var ada = await OpenAsAsync("Lea", Roles.Administrator);
        await ada.GoAsync("/admin/contact/inbox");
        await PressAsync(ada, ada.Page.GetByLabel("Tick: By keys?"), "Space");
        await PressAsync(ada, ada.Button("Put into the archive"), "Enter");
        await Expect(ada.Find(".contact-row", "By keys?")).ToHaveCountAsync(0);
        await PressAsync(ada, ada.Find(".contact-tabs a", "Archive"), "Enter");
        await PressAsync(ada, ada.Link("By keys?"), "Enter");
        await Expect(ada.Find(".contact-message h2")).ToHaveTextAsync("By keys?");
    }

    // By the tabulator alone, as far as it takes.
    private static async Task PressAsync(Tab tab, ILocator control, string? key = null)
    {
        await Expect(control).ToBeVisibleAsync();
        for (var stop = 0; stop < MostStops && !await control.EvaluateAsync<bool>("control => control === document.activeElement"); stop++)
            await tab.Page.Keyboard.PressAsync("Tab");
        await Expect(control).ToBeFocusedAsync();
        if (key is not null)
            await tab.Page.Keyboard.PressAsync(key);
    }
}
