using System.Text.RegularExpressions;
using App.Content;
using Testing;

namespace App.Tests.Content;

/// <summary>What docs/content-pages.md says, tried.</summary>
public sealed partial class ContentPagesDocumentTests : IDisposable
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("docs/content-pages.md")).ReplaceLineEndings("\n");
    private readonly OwnSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task The_first_page_is_a_page_with_three_parts()
    {
        _site.Write("guides/start.md", Block("markdown", 0));
        var page = await _site.Visit().OpenAsync("/guides/start");
        Assert.Equal("Start here", page.Document.Title);
        Assert.Equal(["comments/thread", "contact/form", "comments/recent"], page.FindAll("main article > [data-fragment]").Select(element => element.GetAttribute("data-fragment")));
        Assert.NotEmpty(page.FindAll("[data-fragment='contact/form'] form"));
        Assert.Equal("Looking for the newest comments …", page.Find("[data-fragment='comments/recent'] .component-placeholder").TextContent.Trim());
        Assert.Contains("No comments", (await _site.Visit().LoadAsync(page.FragmentUrl("comments/recent"))).Html, StringComparison.Ordinal);
        Assert.Empty(_site.Get<ContentStore>().Check(_site.Services, out _));
    }

    [Fact]
    public async Task Slots_are_filled_by_the_front_matter()
    {
        _site.Write("hours.md", Block("markdown", 1) + "Text");
        var page = await _site.Visit().OpenAsync("/hours");
        Assert.Equal("Closed on Mondays.", page.Find("footer").TextContent.Trim());
        Assert.NotEmpty(page.FindAll("aside [data-fragment='contact/form']"));
    }

    [Fact]
    public async Task A_box_with_the_newest_comments_stands_beside_every_page()
    {
        _ = _site.Server;
        File.WriteAllText(_site.LayoutFile, $"<layout use=\"plain\">\n{Block("html", 0)}\n</layout>");
        Assert.NotEmpty((await _site.Visit().OpenAsync("/articles")).FindAll("aside [data-fragment='comments/recent']"));
    }

    [Fact]
    public void Every_name_of_the_front_matter_is_in_the_table()
    {
        var known = Assert.Single(FrontMatter.Read(["---", "x: y", "---"]).Mistakes).Text;
        Assert.All(known[(known.IndexOf("There is: ", StringComparison.Ordinal) + 10)..].TrimEnd('.').Split(", "), name => Assert.Contains($"| `{name}` |", Text, StringComparison.Ordinal));
    }

    private static string Block(string language, int number) =>
        Fence().Matches(Text).Where(match => match.Groups[1].Value == language).ElementAt(number).Groups[2].Value;

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
