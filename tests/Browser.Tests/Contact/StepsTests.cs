using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Contact;

/// <summary>A form in steps.</summary>
public sealed class StepsTests(FormSite site, Chromium chromium) : BrowserTest(site, chromium), IClassFixture<FormSite>
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task It_goes_on_and_back_keeps_what_was_filled_in_and_leads_to_what_is_next(bool hasJavaScript)
    {
        var ann = await OpenAsync(new() { HasJavaScript = hasJavaScript, Width = 375, Height = 800 });
        ann.ExpectsFailedRequests = true;
        var summary = $"Walk {hasJavaScript}";
        await ann.GoAsync(SupportSteps.Address);
        // Nothing draws the focus until somebody has gone on.
        await Expect(ann.Heading()).Not.ToBeFocusedAsync();
        await Expect(ann.Heading()).ToHaveAccessibleNameAsync("Step 1 of 3 What it is about");
        await ann.FillFirstAsync(summary);
        await ann.Button("Next").ClickAsync();
        await Expect(ann.Heading()).ToHaveAccessibleNameAsync("Step 2 of 3 What happened");
        await Expect(ann.Heading()).ToBeFocusedAsync();

        await ann.Field("Details").FillAsync("Half");
        await ann.Button("Back").ClickAsync();
        await Expect(ann.Heading()).ToHaveAccessibleNameAsync("Step 1 of 3 What it is about");
        await Expect(ann.Heading()).ToBeFocusedAsync();
        await Expect(ann.Field("In a few words")).ToHaveValueAsync(summary);
        await Expect(ann.Field("Something else")).ToBeCheckedAsync();
        await ann.Button("Next").ClickAsync();
        await Expect(ann.Field("Details")).ToHaveValueAsync("Half");

        // The browser would hold it back; the server says it as well, where it belongs.
        await ann.Field("Details").FillAsync("    x    ");
        await ann.Button("Next").ClickAsync();
        await Expect(ann.Find(".field-error")).ToHaveCountAsync(1);
        await Expect(ann.Heading()).ToContainTextAsync("Step 2 of 3");
        await Expect(ann.Field("Details")).ToBeFocusedAsync();
        await ann.Field("Details").FillAsync("It does not start.");
        await ann.Button("Next").ClickAsync();
        await Expect(ann.Heading()).ToHaveAccessibleNameAsync("Step 3 of 3 About you");

        await ann.FillLastAsync();
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find(hasJavaScript ? ".contact-sent" : "#component-flash")).ToContainTextAsync("We answer within two days.");
        Assert.Equal("ann@example.com", (await ((FormSite)Site).FindAsync(summary))?.Email);
    }

    [Fact]
    public async Task A_mistake_of_an_earlier_step_leads_back_to_it()
    {
        var ann = await OpenAsync();
        ann.ExpectsFailedRequests = true;
        await ann.GoToLastAsync("Earlier");
        await ann.FillLastAsync();
        await ann.Find("input[type=hidden][name=summary]").EvaluateAsync("input => input.value = ''");
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Heading()).ToContainTextAsync("Step 1 of 3");
        await Expect(ann.Field("In a few words")).ToBeFocusedAsync();
        await Expect(ann.Find(".field-error")).ToHaveCountAsync(1);
        // What was filled in later is not lost by it.
        await ann.Field("In a few words").FillAsync("Earlier");
        await ann.Button("Next").ClickAsync();
        await Expect(ann.Field("Details")).ToHaveValueAsync("It does not start.");
        await ann.Button("Next").ClickAsync();
        await Expect(ann.Field("Your e-mail address")).ToHaveValueAsync("ann@example.com");
    }

    [Fact]
    public async Task A_draft_outlives_the_page_over_all_steps_and_goes_with_the_message()
    {
        var ann = await OpenAsync();
        await ann.GoToLastAsync("Draft");
        await ann.Field("Your e-mail address").FillAsync("ann@example.com");
        await ann.GoAsync("/");

        await ann.GoAsync(SupportSteps.Address);
        await Expect(ann.Field("In a few words")).ToHaveValueAsync("Draft");
        await Expect(ann.Field("Something else")).ToBeCheckedAsync();
        await ann.Button("Next").ClickAsync();
        await Expect(ann.Field("Details")).ToHaveValueAsync("It does not start.");
        await ann.Button("Next").ClickAsync();
        await Expect(ann.Field("Your e-mail address")).ToHaveValueAsync("ann@example.com");
        // To agree is to do it now.
        await Expect(ann.Field("You may keep this.")).Not.ToBeCheckedAsync();
        await ann.Field("You may keep this.").CheckAsync();
        await ann.Button("Send").ClickAsync();
        await Expect(ann.Find(".contact-sent")).ToBeVisibleAsync();
        await ann.GoAsync(SupportSteps.Address);
        await Expect(ann.Field("In a few words")).ToHaveValueAsync("");
        await Expect(ann.Field("Something else")).Not.ToBeCheckedAsync();
    }
}
