using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Contact;

/// <summary>Files that somebody chose and has not sent yet.</summary>
public sealed class ChosenFilesTests(FormSite site, Chromium chromium) : BrowserTest(site, chromium), IClassFixture<FormSite>
{
    [Fact]
    public async Task Each_is_named_with_its_size_joins_the_others_and_can_be_taken_out()
    {
        var ann = await OpenAsync();
        await ann.GoToLastAsync("Taken out");
        var field = ann.Field("Pictures of it");
        await field.SetInputFilesAsync(SupportSteps.File("one.png", new byte[12_345]));
        await Expect(Lines(ann)).ToHaveTextAsync(["one.png12.3 kBTake out"]);
        var picture = await ann.PictureAsync();
        await field.SetInputFilesAsync(SupportSteps.File("two.png", picture));
        await Expect(Lines(ann)).ToHaveCountAsync(2);
        await ann.Button("Take out: one.png").ClickAsync();
        await Expect(Lines(ann)).ToHaveCountAsync(1);
        await Expect(field).ToBeFocusedAsync();
        await ann.FillLastAsync();
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find(".contact-sent")).ToBeVisibleAsync();
        Assert.Equal([("two.png", (long)picture.Length)], (await ((FormSite)Site).FilesOfAsync("Taken out")).Select(file => (file.Name, file.Size)));
    }

    [Fact]
    public async Task What_is_too_large_or_too_many_is_said_at_once_and_not_sent()
    {
        var ann = await OpenAsync();
        var posts = 0;
        await ann.GoToLastAsync("Too large");
        ann.Page.Request += (_, request) => posts += request.Method == "POST" ? 1 : 0;
        await ann.FillLastAsync();
        await ann.Field("Pictures of it").SetInputFilesAsync(SupportSteps.File("large.png", new byte[1_500_000]));
        await Expect(ann.Find(".component-chosen [role=alert]")).ToHaveTextAsync("“large.png” is too large: 1.5 MB. At most 1 MB can be sent.");
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Field("Pictures of it")).ToBeFocusedAsync();
        await ann.Button("Take out: large.png").ClickAsync();
        await Expect(ann.Find(".component-chosen")).ToHaveCountAsync(0);

        await ann.Field("Pictures of it").SetInputFilesAsync([SupportSteps.File("a.png", new byte[10]), SupportSteps.File("b.png", new byte[10])]);
        await ann.Field("Pictures of it").SetInputFilesAsync(SupportSteps.File("c.png", new byte[10]));
        await Expect(ann.Find(".component-chosen [role=alert]")).ToHaveTextAsync("At most so many files can be sent: 2.");
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Field("Pictures of it")).ToBeFocusedAsync();
        Assert.Equal(0, posts);
    }

    [Fact]
    public async Task It_is_still_there_after_going_back_and_after_a_mistake_elsewhere()
    {
        var ann = await OpenAsync();
        ann.ExpectsFailedRequests = true;
        await ann.GoToLastAsync("Still there");
        await ann.FillLastAsync();
        await ann.Field("Pictures of it").SetInputFilesAsync(SupportSteps.File("photo.png", await ann.PictureAsync()));
        await ann.Button("Back").ClickAsync();
        await Expect(ann.Heading()).ToContainTextAsync("Step 2 of 3");
        await ann.Button("Next").ClickAsync();
        await Expect(Lines(ann)).ToContainTextAsync(["photo.png"]);
        await ann.Find("input[type=email]").EvaluateAsync("input => { input.type = 'text'; input.value = 'a@b.c, d@e.f'; }");
        await ann.Field("You may keep this.").CheckAsync();
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find(".field-error")).ToHaveCountAsync(1);
        await Expect(Lines(ann)).ToContainTextAsync(["photo.png"]);
        await ann.Field("Your e-mail address").FillAsync("ann@example.com");
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find(".contact-sent")).ToBeVisibleAsync();
        Assert.Equal(["photo.png"], (await ((FormSite)Site).FilesOfAsync("Still there")).Select(file => file.Name));
        // The next message begins without it.
        await ann.Link("Write another message").ClickAsync();
        await ann.WalkToLastAsync("Another");
        await Expect(Lines(ann)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_JavaScript_a_file_is_sent_and_one_that_is_refused_is_told()
    {
        var ann = await OpenAsync(new() { HasJavaScript = false });
        ann.ExpectsFailedRequests = true;
        await ann.GoToLastAsync("Plainly");
        await ann.FillLastAsync();
        await ann.Field("Pictures of it").SetInputFilesAsync(SupportSteps.File("photo.png", "<html><script></script>"u8.ToArray()));
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find(".field-error")).ToContainTextAsync("photo.png");
        await Expect(ann.Field("Your e-mail address")).ToHaveValueAsync("ann@example.com");
        await ann.Field("Pictures of it").SetInputFilesAsync(SupportSteps.File("photo.png", await ann.PictureAsync()));
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find("#component-flash")).ToContainTextAsync("We answer within two days.");
        Assert.Equal(["photo.png"], (await ((FormSite)Site).FilesOfAsync("Plainly")).Select(file => file.Name));
    }

    private static ILocator Lines(Tab tab) => tab.Find(".component-chosen li");
}
