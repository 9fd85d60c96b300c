using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Contact;

/// <summary>What happens when a form is sent.</summary>
public sealed class SendingTests(FormSite site, Chromium chromium) : BrowserTest(site, chromium), IClassFixture<FormSite>
{
    private const string Twins = "/forms/ask,call";

    [Fact]
    public async Task Two_forms_on_a_page_share_no_id_and_no_mistake()
    {
        var ann = await OpenAsync();
        ann.ExpectsFailedRequests = true;
        await ann.GoAsync(Twins);
        Assert.Empty(await ann.DoubledIdsAsync());
        await ann.Page.EvaluateAsync("document.querySelectorAll('form').forEach((form) => { form.noValidate = true; })");
        await ann.Field("Where we write to").FillAsync("kept@example.com");
        await ann.Find("[aria-label=Ask]").GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(ann.Find("[aria-label=Ask] .field-error")).ToHaveCountAsync(2);
        await Expect(ann.Find("[aria-label=Call] .field-error")).ToHaveCountAsync(0);
        await Expect(ann.Field("Where we write to")).ToHaveValueAsync("kept@example.com");
        Assert.Empty(await ann.DoubledIdsAsync());

        await ann.Field("Telephone").FillAsync("090-1234-5678");
        await ann.Find("[aria-label=Call]").GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(ann.Find("[aria-label=Call].contact-sent")).ToBeVisibleAsync();
        await Expect(ann.Find("[aria-label=Ask] .field-error")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_double_click_sends_once()
    {
        var ann = await OpenAsync();
        await FillAskAsync(ann, "Twice?");
        var posts = 0;
        await ann.Page.RouteAsync(SupportSteps.PostAddress, async route =>
        {
            posts += route.Request.Method == "POST" ? 1 : 0;
            await Task.Delay(500);
            await route.ContinueAsync();
        });
        await ann.Button("Send").DblClickAsync();
        await Expect(ann.Find(".contact-sent")).ToBeVisibleAsync();
        Assert.Equal((1, 1), (posts, await Site.CountMessagesAsync("Twice?")));
    }

    [Fact]
    public async Task That_it_was_sent_stands_in_the_forms_place_and_stays_there()
    {
        var ann = await OpenAsync();
        await FillAskAsync(ann, "Arrived?");
        await ann.MarkAsync();
        await ann.Button("Send").ClickAsync();
        var sent = ann.Find(".contact-sent");
        await Expect(sent.GetByRole(AriaRole.Heading, new() { Name = "Your message is sent" })).ToBeFocusedAsync();
        await Expect(sent).ToBeInViewportAsync();
        await Expect(sent).ToContainTextAsync("Your message has arrived");
        await Expect(ann.Find("form[data-draft]")).ToHaveCountAsync(0);
        // Nothing over the page says the same again.
        await Expect(ann.Find("#component-flash > *")).ToHaveCountAsync(0);

        await ann.Link("Write another message").ClickAsync();
        await Expect(ann.Field("Your question")).ToHaveValueAsync("");
        Assert.True(await ann.IsSamePageAsync());
    }

    [Theory, InlineData(500), InlineData(0)]
    public async Task A_post_that_fails_keeps_everything_the_chosen_file_too(int status)
    {
        var ann = await OpenAsync();
        ann.ExpectsFailedRequests = true;
        var summary = $"Failed {status}";
        await ann.GoToLastAsync(summary);
        await ann.FillLastAsync();
        await ann.Field("Pictures of it").SetInputFilesAsync(SupportSteps.File("photo.png", await ann.PictureAsync()));
        await ann.Page.RouteAsync(SupportSteps.PostAddress, route => status == 0 ? route.AbortAsync() : route.FulfillAsync(new() { Status = status, ContentType = "text/html", Body = "<h1>nginx</h1>" }));
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find(".component-problem")).ToBeVisibleAsync();
        await Expect(ann.Field("Your e-mail address")).ToHaveValueAsync("ann@example.com");
        await Expect(ann.Find(".component-chosen li")).ToContainTextAsync("photo.png");

        await ann.Page.UnrouteAllAsync();
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find(".contact-sent")).ToBeVisibleAsync();
        Assert.Equal(["photo.png"], (await ((FormSite)Site).FilesOfAsync(summary)).Select(file => file.Name));
    }

    private static async Task FillAskAsync(Tab tab, string question)
    {
        await tab.GoAsync("/forms/ask");
        await tab.Field("Your e-mail address").FillAsync("ann@example.com");
        await tab.Field("Your question").FillAsync(question);
    }
}
