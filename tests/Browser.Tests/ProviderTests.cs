using Testing;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>A provider at another site: what the content security policy and the cookies' SameSite let through is known only to a browser.</summary>
public sealed class ProviderTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Somebody_signs_in_by_a_provider_links_another_and_comes_back(bool hasJavaScript)
    {
        await using var hub = await StandInProvider.StartAsync();
        await using var club = await StandInProvider.StartAsync();
        using var ours = new LiveSite();
        foreach (var (key, value) in hub.SettingsFor("hub", "The Hub").Concat(club.SettingsFor("club", "The Club")))
            // The site is at 127.0.0.1, so that for a browser this is another site, not only another port.
            ours.Settings[key] = key.EndsWith(":AuthorizationEndpoint", StringComparison.Ordinal) ? value!.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) : value;
        ours.Start();
        hub.Person = new { id = 7, name = "Gisa", email = "gisa@example.com", email_verified = true };
        club.Person = new { id = "gisa" };
        var gisa = await OpenAsync(ours, new TabOptions { HasJavaScript = hasJavaScript });

        await gisa.GoAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(LiveSite.Article)}");
        await gisa.Link("Continue with The Hub").ClickAsync();
        await gisa.Find("#allow").ClickAsync();
        await Expect(gisa.Find("#account-name")).ToHaveValueAsync("Gisa");
        await gisa.Button("Make the account").ClickAsync();
        await gisa.LandedAsync($"{LiveSite.Article}$");
        await Expect(gisa.Link("Gisa")).ToBeVisibleAsync();

        await gisa.GoAsync("/account/ways-in");
        await gisa.Link("Link The Club").ClickAsync();
        await gisa.Find("#allow").ClickAsync();
        await Expect(gisa.Find("#component-flash")).ToContainTextAsync("You can sign in with The Club from now on.");
        await gisa.Button("Sign out").ClickAsync();
        await Expect(gisa.Link("Sign in").First).ToBeVisibleAsync();

        await gisa.GoAsync("/account/sign-in");
        await gisa.Link("Continue with The Club").ClickAsync();
        await gisa.Find("#deny").ClickAsync();
        await Expect(gisa.Find("#component-flash")).ToContainTextAsync("You did not allow The Club");
        await gisa.Link("Continue with The Club").ClickAsync();
        await gisa.Find("#allow").ClickAsync();
        await Expect(gisa.Link("Gisa")).ToBeVisibleAsync();
    }
}
