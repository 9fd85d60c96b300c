using System.Security.Cryptography;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Loading;

/// <summary>Files in a component, as people send them.</summary>
public sealed class EnclosureTests(LoadSite site, Chromium chromium) : IClassFixture<LoadSite>
{
    private static readonly FilePayload Disguised = new() { Name = "photo.png", MimeType = "image/png", Buffer = "<html><script>document.title = 'run'</script>"u8.ToArray() };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_picture_arrives_and_a_page_in_its_clothes_does_not(bool hasJavaScript)
    {
        var tab = await Tab.OpenAsync(chromium.Browser, site.Root, new() { HasJavaScript = hasJavaScript, Width = 390, Height = 800 });
        tab.ExpectsFailedRequests = true;
        await tab.GoAsync("/load/enclosure/one");
        var picture = new FilePayload { Name = "holiday.jpg", MimeType = "image/jpeg", Buffer = await tab.Page.ScreenshotAsync(new() { Type = ScreenshotType.Png }) };

        await tab.Field("Words").FillAsync("some words");
        await tab.Field("Pictures").SetInputFilesAsync(Disguised);
        await tab.Button("Send").ClickAsync();
        await Expect(tab.Find(".enclosure-form")).ToContainTextAsync("“photo.png” cannot be taken: it looks like a web page or a program.");
        await Expect(tab.Field("Words")).ToHaveValueAsync("some words");

        await tab.Field("Pictures").SetInputFilesAsync(picture);
        await tab.Button("Send").ClickAsync();
        await Expect(tab.Find(".kept")).ToHaveTextAsync($"holiday.png image/png {Convert.ToHexStringLower(SHA256.HashData(picture.Buffer))}");
        await tab.CloseAsync();
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task More_than_the_rules_allow_is_not_sent()
    {
        var tab = await Tab.OpenAsync(chromium.Browser, site.Root, new());
        await tab.GoAsync("/load/enclosure/two");
        await tab.Field("Pictures").SetInputFilesAsync([Large("a.png"), Large("b.png")]);
        await tab.Button("Send").ClickAsync();
        await Expect(tab.Find(".component-problem")).ToHaveTextAsync("This is too much to send at once: 6 MB. At most 5 MB can be sent.");
        await tab.CloseAsync();
        Assert.Empty(tab.Complaints);
    }

    private static FilePayload Large(string name) => new() { Name = name, MimeType = "image/png", Buffer = new byte[3_000_000] };
}
