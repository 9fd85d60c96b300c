using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Contact;

/// <summary>What somebody does who fills in the form in three steps.</summary>
internal static class SupportSteps
{
    public const string Address = "/forms/support";
    public const string PostAddress = "**/c/contact/form?*";

    public static ILocator Heading(this Tab tab) => tab.Find(".contact-heading");

    public static async Task FillFirstAsync(this Tab tab, string summary)
    {
        await tab.Field("Something else").CheckAsync();
        await tab.Field("In a few words").FillAsync(summary);
    }

    /// <summary>Opens the form, and goes to its last step, with all that stands before it filled in.</summary>
    public static async Task GoToLastAsync(this Tab tab, string summary)
    {
        await tab.GoAsync(Address);
        await tab.WalkToLastAsync(summary);
    }

    public static async Task WalkToLastAsync(this Tab tab, string summary)
    {
        await tab.FillFirstAsync(summary);
        await tab.Button("Next").ClickAsync();
        await tab.Field("Details").FillAsync("It does not start.");
        await tab.Button("Next").ClickAsync();
        await Expect(tab.Heading()).ToContainTextAsync("Step 3 of 3");
    }

    public static async Task FillLastAsync(this Tab tab)
    {
        await tab.Field("Your e-mail address").FillAsync("ann@example.com");
        await tab.Field("You may keep this.").CheckAsync();
    }

    public static Task<byte[]> PictureAsync(this Tab tab) => tab.Page.ScreenshotAsync(new() { Type = ScreenshotType.Png, Clip = new() { Width = 200, Height = 100 } });

    public static FilePayload File(string name, byte[] bytes) => new() { Name = name, MimeType = "image/png", Buffer = bytes };
}
