using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Contact;

/// <summary>A field that is asked for sometimes.</summary>
public sealed class ConditionTests(FormSite site, Chromium chromium) : BrowserTest(site, chromium), IClassFixture<FormSite>
{
    [Fact]
    public async Task With_JavaScript_it_comes_and_goes_at_once_and_what_is_hidden_is_neither_sent_nor_asked_for()
    {
        var ann = await OpenAsync();
        List<string> posted = [];
        ann.Page.Request += (_, request) => posted.Add(request.PostData ?? "");
        await ann.GoAsync(SupportSteps.Address);
        var order = ann.Field("Order number");
        await Expect(order).ToBeHiddenAsync();
        await ann.Field("An order").CheckAsync();
        await Expect(order).ToBeVisibleAsync();
        await Expect(ann.Find(".contact-when")).ToBeHiddenAsync();
        await ann.Field("In a few words").FillAsync("Hidden");

        // Asked for while it is shown.
        await ann.Button("Next").ClickAsync();
        await Expect(order).ToBeFocusedAsync();
        await order.FillAsync("AB-1");
        await ann.Field("Something else").CheckAsync();
        await Expect(order).ToBeHiddenAsync();
        await ann.Button("Next").ClickAsync();
        await Expect(ann.Heading()).ToContainTextAsync("Step 2 of 3");
        Assert.DoesNotContain(posted, body => body.Contains("AB-1", StringComparison.Ordinal));
        Assert.Contains(posted, body => body.Contains("summary=Hidden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_JavaScript_it_is_there_says_when_it_applies_and_the_server_decides()
    {
        var ann = await OpenAsync(new() { HasJavaScript = false });
        ann.ExpectsFailedRequests = true;
        await ann.GoAsync(SupportSteps.Address);
        await Expect(ann.Field("Order number")).ToBeVisibleAsync();
        await Expect(ann.Find(".contact-when")).ToHaveTextAsync("Only if “Topic” is: An order");
        await ann.Field("An order").CheckAsync();
        await ann.Field("In a few words").FillAsync("Decided");
        await ann.Button("Next").ClickAsync();
        await Expect(ann.Field("Order number")).ToBeFocusedAsync();
        await Expect(ann.Find(".field-error")).ToHaveCountAsync(1);
        await ann.Field("Something else").CheckAsync();
        await ann.Field("Order number").FillAsync("AB-2");
        await ann.Button("Next").ClickAsync();
        await ann.Field("Details").FillAsync("It does not start.");
        await ann.Button("Next").ClickAsync();
        await ann.FillLastAsync();
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find("#component-flash")).ToContainTextAsync("We answer within two days.");
        var message = await ((FormSite)Site).FindAsync("Decided");
        Assert.DoesNotContain("AB-2", Assert.IsType<string>(message?.Answers), StringComparison.Ordinal);
    }
}
