using Components.Packs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Contact;

/// <summary>What an owner does who writes no C#: a form is built, placed with its tag, filled in by visitors, read and answered. With <c>SHOTS=folder</c> it leaves pictures there.</summary>
public sealed class OwnerTests(OwnerSite owner, Chromium chromium) : BrowserTest(owner, chromium), IClassFixture<OwnerSite>
{
    private static readonly TabOptions Phone = new() { Width = 375, Height = 800 };

    [Fact]
    public async Task A_form_is_built_placed_sent_while_the_mail_server_is_down_and_answered()
    {
        var ada = await OpenAsAsync("Ada", Roles.Administrator);
        ada.ExpectsFailedRequests = true;
        var tag = await BuildAsync(ada);
        owner.Write("help.md", $"# Help\n\nSomething is wrong? Write to us.\n\n{tag}\n");

        var ann = await OpenAsync(Phone);
        await ann.GoAsync("/help");
        await FillAsync(ann, "ann@example.com", "It arrived broken.");
        await ShootAsync(ann, "form-phone");
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find(".contact-sent")).ToBeVisibleAsync();
        var bob = await OpenAsync(Phone with { HasJavaScript = false });
        await bob.GoAsync("/help");
        await bob.Link("Contact form").ClickAsync();
        await FillAsync(bob, "bob@example.com", "No script here.");
        await bob.Button("Send").ClickAsync();
        await Expect(bob.Find("#component-flash")).ToContainTextAsync("Your message has arrived");
        await bob.Link("Back to the page").ClickAsync();
        await bob.LandedAsync("/help(#|$)");

        await ada.GoAsync("/admin/contact/inbox");
        await Expect(ada.Find(".contact-row")).ToHaveCountAsync(2);
        await ShootAsync(ada, "inbox");
        await ada.Find(".contact-row", "ann@example.com").Locator(".contact-subject").ClickAsync();
        await Expect(ada.Find(".contact-answers")).ToContainTextAsync("AB-123456");
        await Expect(ada.Find(".contact-plain", "broken.png")).ToHaveCountAsync(1);
        // Nobody's mail is lost by it, and the owner sees why it waits.
        for (var round = 0; round < 60 && await ada.Find(".contact-warn").CountAsync() == 0; round++)
        {
            await Task.Delay(500);
            await ada.Page.ReloadAsync();
        }
        await Expect(ada.Find(".contact-warn").First).ToBeVisibleAsync();

        owner.Mail.Start();
        await ada.Button("Send again").First.ClickAsync();
        Assert.Contains("AB-123456", await owner.MailToAsync("owner@example.com"), StringComparison.Ordinal);
        await ada.Page.ReloadAsync();
        await ShootAsync(ada, "message");
        await ada.Field("Your answer").FillAsync("A new one is on its way.");
        await ada.Button("Send the answer").ClickAsync();
        await Expect(ada.Find("#component-flash")).ToContainTextAsync("ann@example.com");
        Assert.Contains("A new one is on its way.", await owner.MailToAsync("ann@example.com"), StringComparison.Ordinal);
    }

    private static async Task<string> BuildAsync(Tab ada)
    {
        await ada.GoAsync("/admin/contact/forms");
        await ada.Field("Title").FillAsync("Support");
        await ada.Field("Id, as tags name it").FillAsync("support");
        await ada.Button("Make a form").ClickAsync();
        await ada.ArrivedAsync(".contact-builder");
        await AddAsync(ada, "One line of text", "Your name");
        await ada.Button("Move “Your name” up").ClickAsync();
        await Expect(ada.Find(".contact-line").Nth(1)).ToContainTextAsync("Your name");
        await ada.Button("Move “Your name” up").ClickAsync();
        await Expect(ada.Find(".contact-line").Nth(0)).ToContainTextAsync("Your name");
        await AddAsync(ada, "Choice", "What is it about?", async () =>
        {
            await ada.Field("What can be chosen").FillAsync("An order\nSomething else");
            await ada.Field("How it is shown").SelectOptionAsync("A list that opens");
        });
        await AddAsync(ada, "One line of text", "Order number", async () =>
        {
            await ada.Field("Shown", exact: true).SelectOptionAsync("If all of these hold");
            var condition = ada.Page.GetByRole(AriaRole.Group, new() { Name = "Condition 1" });
            await condition.GetByLabel("Field").SelectOptionAsync("What is it about?");
            await condition.GetByLabel("Value").FillAsync("An order");
        });
        await AddAsync(ada, "Files", "A picture of it", () => ada.Field("Kinds of files").FillAsync("pictures"));
        await ada.Button("Put live").ClickAsync();
        await Expect(ada.Find(".contact-state[data-state=live]")).ToBeVisibleAsync();
        await ShootAsync(ada, "builder");
        return await ada.Find(".contact-builder > header code").InnerTextAsync();
    }

    private static async Task AddAsync(Tab ada, string type, string label, Func<Task>? settings = null)
    {
        await ada.Find("form.contact-add select").SelectOptionAsync(type);
        await ada.Find("form.contact-add button").ClickAsync();
        await ada.Field("Label", exact: true).FillAsync(label);
        if (settings is not null)
            await settings();
        await ada.Find(".contact-editor button[type=submit]").ClickAsync();
        await Expect(ada.Find(".contact-editor")).ToHaveCountAsync(0);
    }

    private static async Task FillAsync(Tab tab, string email, string question)
    {
        await tab.Field("Your name").FillAsync("Ann Miller");
        await tab.Field("Your e-mail address").FillAsync(email);
        await tab.Field("Your question").FillAsync(question);
        await tab.Field("What is it about?").SelectOptionAsync("An order");
        await tab.Field("Order number").FillAsync("AB-123456");
        await tab.Field("A picture of it").SetInputFilesAsync(SupportSteps.File("broken.png", await tab.PictureAsync()));
    }

    private static Task ShootAsync(Tab tab, string name) => Environment.GetEnvironmentVariable("SHOTS") is { Length: > 0 } folder
        ? tab.Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{name}.png") })
        : Task.CompletedTask;
}
