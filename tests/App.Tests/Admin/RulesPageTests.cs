using Testing;

namespace App.Tests.Admin;

/// <summary>The page of a pack's rules, which is the core's: what is tried on it, and what stands above that.</summary>
public sealed class RulesPageTests : IDisposable
{
    private const string Rules = "/admin/comments/rules";
    private readonly SiteWithOutbox _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_written_rule_has_no_heading_of_the_number_that_was_tried_before()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        await AddAsync(ada, await ada.OpenAsync(Rules), "casino");
        var answer = await ada.SubmitAsync((await ada.OpenAsync(Rules)).Find("form[action*='/try']"), ("Setting", "Links"), ("Number", "3"));
        var number = await ada.OpenAsync(answer.Location!);
        Assert.Equal("Links", number.Find(".component-trial strong").TextContent);

        var written = await ada.OpenAsync(number.FindAll("a.button").Single(link => link.TextContent == "Try it").GetAttribute("href")!);
        Assert.NotEmpty(written.FindAll(".component-trial"));
        Assert.Empty(written.FindAll(".component-trial strong"));

        var added = await ada.OpenAsync((await AddAsync(ada, number, "lottery")).Location!);
        Assert.NotEmpty(added.FindAll(".component-trial"));
        Assert.Empty(added.FindAll(".component-trial strong"));
    }

    private static Task<Page> AddAsync(Visitor ada, Page page, string word) => ada.SubmitAsync(
        page.Find(".component-rules form:not([hidden])"), ("Kind", "Words"), ("Verdict", "Hold"), ("Scope", "Everybody"), ("Entries", word), ("Limit", "0"));
}
