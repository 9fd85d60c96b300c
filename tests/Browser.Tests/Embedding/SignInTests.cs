using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Testing;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Embedding;

/// <summary>Who somebody is on a page that somebody else made, on another port and with a strict policy.</summary>
public sealed class SignInTests(ForeignSite site, Chromium chromium) : BrowserTest(site, chromium), IClassFixture<ForeignSite>
{
    [Fact]
    public async Task A_member_signs_in_by_a_window_of_our_site_and_is_themselves_there_until_they_sign_out()
    {
        await site.AddAccountAsync("Mary");
        var page = site.Publish("/signed-in", $"""{ForeignSite.Story}{site.Script}<component-view name="comments/thread" subject="/signed-in"></component-view>""");
        var tab = await OpenAsync(site);
        await tab.GoAsync(page);
        // The form is small until somebody wants to write.
        await tab.Field("Your comment").ClickAsync();
        var link = tab.Find("component-view a", "Sign in").First;
        await Expect(link).ToBeVisibleAsync();
        await tab.MarkAsync();
        var window = await tab.Page.RunAndWaitForPopupAsync(() => link.ClickAsync());
        await window.GetByLabel("E-mail address").FillAsync(People.EmailOf("Mary"));
        await window.GetByLabel("Password").FillAsync(People.Password);
        await window.Locator("main form[method=post] button[type=submit]").ClickAsync();
        await window.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { NameRegex = new("^Continue on 127\\.0\\.0\\.1:[0-9]+ as Mary$") }).ClickAsync();

        await Expect(tab.Field("Your comment, Mary")).ToBeVisibleAsync();
        await Expect(tab.Find("component-view [name=Name]")).ToHaveCountAsync(0);
        for (var tries = 0; !window.IsClosed && tries < 600; tries++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.True(window.IsClosed);
        Assert.True(await tab.IsSamePageAsync());

        await tab.Field("Your comment, Mary").FillAsync("From elsewhere.");
        await tab.Button("Post comment").ClickAsync();
        await Expect(tab.Find(".comments-comment")).ToContainTextAsync("From elsewhere.");
        await tab.GoAsync(page);
        await Expect(tab.Field("Your comment, Mary")).ToBeVisibleAsync();

        await tab.Field("Your comment, Mary").ClickAsync();
        await tab.Button("Sign out").ClickAsync();
        await Expect(tab.Find("component-view [name=Name]")).ToHaveCountAsync(1);
        await tab.GoAsync(page);
        await Expect(tab.Find("component-view [name=Name]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_window_gives_nothing_to_a_page_that_it_is_not_for_and_says_what_to_do()
    {
        await site.AddAccountAsync("Nora");
        var tab = await OpenAsync(site);
        await tab.SignInAsync(People.EmailOf("Nora"), People.Password);
        await tab.GoAsync($"{site.Host}/account/embedded?origin={Uri.EscapeDataString(site.Origin)}");
        await tab.Find("main form[method=post] button").ClickAsync();
        await Expect(tab.Find("[data-visitor-alone]")).ToBeVisibleAsync();

        // Opened by a page of another origin, which listens for all that comes. The browser complains there, as it should.
        var listener = await tab.Page.Context.NewPageAsync();
        await listener.GotoAsync($"{site.Host}/");
        await listener.EvaluateAsync("() => { window.heard = []; addEventListener('message', (event) => heard.push(event.data)); }");
        var window = await listener.RunAndWaitForPopupAsync(() => listener.EvaluateAsync("(url) => { window.open(url); }", $"{site.Host}/account/embedded?origin={Uri.EscapeDataString(site.Origin)}"));
        await window.Locator("main form[method=post] button").ClickAsync();
        await Expect(window.Locator("[data-visitor-alone]")).ToBeVisibleAsync();
        Assert.Equal(0, await listener.EvaluateAsync<int>("heard.length"));
        await window.CloseAsync();
    }

    [Theory]
    [InlineData("plain"), InlineData("magazine"), InlineData("midnight")]
    public async Task The_window_fits_however_narrow_it_is_and_however_long_the_names_are(string layout)
    {
        var name = $"Wolfeschlegelsteinhausenbergerdorff{layout}";
        await site.AddAccountAsync(name);
        site.UseLayout(layout);
        var tab = await OpenAsync(site, new TabOptions { Width = 320, Height = 568 });
        tab.ExpectsFailedRequests = true;
        var address = $"{site.Host}/account/embedded?origin={Uri.EscapeDataString(ForeignSite.LongOrigin)}";
        await tab.GoAsync(address);
        await LookAsync();
        await tab.Find("#account-email").FillAsync(People.EmailOf(name));
        await tab.Find("#account-password").FillAsync("wrong");
        await tab.Find("main button[type=submit]").ClickAsync();
        await Expect(tab.Find("[role=alert]").First).ToBeVisibleAsync();
        await LookAsync();
        await tab.Find("#account-password").FillAsync(People.Password);
        await tab.Find("main button[type=submit]").ClickAsync();
        var button = tab.Find("main form[method=post] button", name);
        await Expect(button).ToBeVisibleAsync();
        await LookAsync();
        await button.ClickAsync();
        await Expect(tab.Find("[data-visitor-alone]")).ToBeVisibleAsync();
        await LookAsync();
        await tab.GoAsync($"{address}.unknown");
        await LookAsync();

        async Task LookAsync() => await tab.AssertSoundAsync(await tab.Page.TitleAsync());
    }

    [Fact]
    public async Task A_site_says_who_its_visitor_is()
    {
        var page = site.Publish("/vouched", $"""{ForeignSite.Story}<component-view name="comments/thread" subject="/vouched"></component-view>""", $"""<meta name="component-visitor" content="{Pass()}">{site.Script}""");
        var tab = await OpenAsync(site);
        await tab.GoAsync(page);
        await tab.Field("Your comment, Zoe").FillAsync("From a visitor of the blog.");
        await tab.Button("Post comment").ClickAsync();
        await Expect(tab.Find(".comments-comment")).ToContainTextAsync("Zoe");
        // Who has signed out at the site is a guest again.
        site.Publish("/vouched", $"""{ForeignSite.Story}<component-view name="comments/thread" subject="/vouched"></component-view>{site.Script}""");
        await tab.GoAsync(page);
        await Expect(tab.Find("component-view [name=Name]")).ToHaveCountAsync(1);
    }

    private static string Pass()
    {
        var json = $$"""{"id":"42","name":"Zoe","exp":{{TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()}}}""";
        var text = $"v1.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json))}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(new string('s', 43)), Encoding.UTF8.GetBytes(text)))}";
    }
}
