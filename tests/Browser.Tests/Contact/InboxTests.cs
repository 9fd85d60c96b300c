using System.Globalization;
using System.Text.RegularExpressions;
using Browser.Tests.Comments;
using Components.Packs;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Contact;

/// <summary>The inbox in a browser: what attackers wrote is text in it, and it serves everybody.</summary>
public sealed class InboxTests(HostileInbox hostile, Chromium chromium) : BrowserTest(hostile, chromium), IClassFixture<HostileInbox>
{
    private const string Inbox = "/admin/contact/inbox";

    // What somebody wrote is text, and nothing in it is an element.
    private const string Strangers = """
        () => [...document.querySelectorAll('bdi, .contact-answers dd, .contact-text, .contact-plain a, .contact-sure p[role]')]
          .filter((place) => [...place.querySelectorAll('*')].some((inside) => inside.tagName !== 'BDI')).map((place) => place.outerHTML.slice(0, 300))
        """;

    [Fact]
    public async Task Nothing_that_somebody_sent_runs_in_it()
    {
        Site.Start();
        var messages = await hostile.FillAsync(Payloads.All);
        var ada = await OpenAsAsync("Watcher", Roles.Administrator);
        var watch = await Watch.StartAsync(ada, Site.Root);
        await ada.GoAsync(Inbox);
        var pages = 0;
        for (var isMore = true; isMore; pages++)
        {
            await LookAsync(ada, watch, "list");
            isMore = await ada.Find("a[rel=next]").CountAsync() > 0;
            if (isMore)
                await ada.GoAsync((await ada.Find("a[rel=next]").GetAttributeAsync("href"))!);
        }
        Assert.True(pages > Payloads.All.Count / 30, $"Only {pages} pages were there.");
        foreach (var message in messages)
        {
            await ada.GoAsync(string.Create(CultureInfo.InvariantCulture, $"{Inbox}?message={message}"));
            await Expect(ada.Find(".contact-message h2")).ToHaveCountAsync(1);
            await LookAsync(ada, watch, "message");
        }
        await ada.GoAsync($"{Inbox}?words={Uri.EscapeDataString("\"><script>__hit()</script>")}");
        await LookAsync(ada, watch, "search");
        watch.AssertQuiet();
    }

    [Theory, InlineData(1280), InlineData(360)]
    public async Task A_message_is_opened_dealt_with_and_asked_about_in_place(int width)
    {
        Site.Start();
        await hostile.FillAsync(["Is it open?"]);
        var ada = await OpenAsAsync($"Ada{width}", Roles.Administrator, new TabOptions { Width = width, Height = 700 });
        await ada.GoAsync(Inbox);
        await ada.MarkAsync();
        await ada.AssertSoundAsync("list");
        var line = ada.Find(".contact-row", "Is it open?").First;
        await line.Locator(".contact-star").ClickAsync();
        await Expect(line.Locator(".contact-star[aria-pressed=true]")).ToHaveCountAsync(1);
        await line.Locator(".contact-subject").FocusAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(ada.Find(".contact-message h2")).ToHaveTextAsync("Is it open?");
        await Expect(ada.Page).ToHaveURLAsync(new Regex("message="));
        await Expect(ada.Button("Mark as unread")).ToHaveCountAsync(1);
        await ada.AssertSoundAsync("message");
        await ada.Field("A note for the others").FillAsync("It is.");
        await ada.Button("Keep the note").ClickAsync();
        await Expect(ada.Find(".contact-plain .contact-text", "It is.")).ToHaveCountAsync(1);
        await ada.Find(".contact-message").GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(ada.Button("Delete for good")).ToBeFocusedAsync();
        await ada.AssertSoundAsync("question");
        Assert.True(await ada.IsSamePageAsync());
        await ada.Button("Delete for good").ClickAsync();
        await Expect(ada.Find("#component-flash")).ToContainTextAsync("Deleted for good");
        await Expect(ada.Find(".contact-tabs")).ToHaveCountAsync(1);
        await ada.GoAsync("/admin/contact/erase");
        await ada.AssertSoundAsync("erase");
    }

    private static async Task LookAsync(Tab tab, Watch watch, string surface)
    {
        await watch.LookAsync(surface);
        Assert.Empty(await tab.Page.EvaluateAsync<string[]>(Strangers));
    }
}
