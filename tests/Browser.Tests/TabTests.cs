namespace Browser.Tests;

/// <summary>That what other tests rely on finds something.</summary>
public sealed class TabTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    private const string Faulty = "<!DOCTYPE html><html lang='en'><title>Faulty</title><main><h1>Faulty</h1><p style='color: #ccc; background: #fff'>Pale</p><div id='part'><img src='data:,'></div></main></html>";

    [Fact]
    public async Task Axe_finds_what_is_wrong_on_the_page_and_in_the_part_and_of_the_rule_that_is_asked_for()
    {
        var tab = await OpenAsync();
        await tab.Page.SetContentAsync(Faulty);
        Assert.Equal(["color-contrast", "image-alt"], Ids(await tab.ViolationsAsync()).Order());
        Assert.Equal(["image-alt"], Ids(await tab.ViolationsAsync(tab.Find("#part"))));
        Assert.Equal(["color-contrast"], Ids(await tab.ViolationsAsync(rule: "color-contrast")));
        Assert.Contains("<img", string.Concat(await tab.ViolationsAsync(tab.Find("#part"))), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(IEnumerable<string> violations) => violations.Select(violation => violation.Split(',')[0]);
}
