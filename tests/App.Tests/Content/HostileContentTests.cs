using System.Diagnostics;
using System.Net;
using Testing;

namespace App.Tests.Content;

/// <summary>Files under <c>content</c> that would take too long, or are none: they are mistakes that are named, and the other pages stay.</summary>
public sealed class HostileContentTests : IDisposable
{
    private readonly OwnSite _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData(600, 3, true), InlineData(250, 2_000, true), InlineData(100, 500, false)]
    public async Task Tables_that_would_become_far_more_than_their_file_are_a_mistake(int columns, int rows, bool isMistake)
    {
        // The rows are short: that they are filled up is what makes them many.
        _site.Write("tables.md", $"{string.Concat(Enumerable.Repeat("|a", columns))}\n{string.Concat(Enumerable.Repeat("|-", columns))}\n{string.Concat(Enumerable.Repeat("|b\n", rows))}");
        Assert.Equal(isMistake ? HttpStatusCode.NotFound : HttpStatusCode.OK, (await _site.Visit().OpenAsync("/tables")).Status);
        if (isMistake)
            Assert.Contains("a table here could be too large", (await (await _site.VisitAsAdministratorAsync()).OpenAsync("/tables")).Find(".component-problem").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_many_beginnings_is_read_in_time()
    {
        _site.Write("headings.html", string.Concat(Enumerable.Repeat("<h1>", 400_000)));
        _site.Write("tags.md", string.Concat(Enumerable.Repeat("<component-view name=\"x/y\"></component-view>\n\n", 20_000)));
        var watch = Stopwatch.StartNew();
        foreach (var address in (string[])["/headings", "/tags"])
            Assert.Equal(HttpStatusCode.OK, (await _site.Visit().OpenAsync(address)).Status);
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed}");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(120));
    }

    [Theory]
    [InlineData("links.md", "Line 3: up to this line there are 100,000 signs of [")]
    [InlineData("references.md", "Line 10001: up to this line there are 10,001 signs of [")]
    [InlineData("attributes.md", "Line 3: a tag here has 100,000 attributes")]
    [InlineData("attributes.html", "Line 3: a tag here has 100,000 attributes")]
    [InlineData("slots.md", "Line 4: a tag here has 100,000 attributes")]
    public async Task What_would_take_seconds_to_read_is_a_mistake_with_its_line(string file, string mistake)
    {
        var attributes = string.Concat(Enumerable.Range(0, 100_000).Select(i => $" a{i}"));
        _site.Write(file, file switch
        {
            "links.md" => "Text\n\n" + string.Concat(Enumerable.Repeat("[a](", 100_000)),
            "references.md" => string.Concat(Enumerable.Range(0, 60_000).Select(i => $"[a{i}]: /x\n")),
            "slots.md" => $"---\ntitle: x\nslots:\n  footer: <p{attributes}>x</p>\n---\nx",
            _ => $"Text\n\n<p{attributes}>x</p>",
        });
        var address = $"/{Path.GetFileNameWithoutExtension(file)}";
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visit().OpenAsync(address)).Status);
        Assert.Contains(mistake, (await (await _site.VisitAsAdministratorAsync()).OpenAsync(address)).Find(".component-problem").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_text_with_many_links_and_long_attributes_is_none()
    {
        var words = string.Concat(Enumerable.Repeat("a > b, and more. ", 2_000));
        _site.Write("index-of-all.md", string.Concat(Enumerable.Range(0, 4_000).Select(i => $"- [Article {i}](/a/{i} \"About {i}\"), [its comments](/a/{i}#c)\n")));
        _site.Write("long.html", $"<p title=\"{words}\" data-more = '{words}'>Long</p> 1 < 2 <");
        // The worst that is let through.
        _site.Write("brackets.md", string.Concat(Enumerable.Repeat("[a](", 10_000)));
        _site.Write("references.md", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"[a{i}]: /x\n")) + "\nText");
        var watch = Stopwatch.StartNew();
        foreach (var address in (string[])["/index-of-all", "/long", "/brackets", "/references"])
        {
            Assert.Equal(HttpStatusCode.OK, (await _site.Visit().OpenAsync(address)).Status);
            TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed} {address}");
        }
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_named_pipe_holds_nobody_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are none.");
        Directory.CreateDirectory(_site.ContentFolder);
        foreach (var name in (string[])["pipe.md", "other.html", "picture.png", "paper.pdf"])
            await Process.Start("mkfifo", Path.Combine(_site.ContentFolder, name)).WaitForExitAsync(TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(_site.ContentFolder, "link.md"), Path.Combine(_site.ContentFolder, "pipe.md"));
        foreach (var address in (string[])["/pipe", "/other", "/picture.png", "/paper.pdf", "/link"])
            Assert.Equal(HttpStatusCode.NotFound, (await _site.Visit().OpenAsync(address).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Status);
        var owner = await _site.VisitAsAdministratorAsync();
        Assert.Contains("it is empty, or no plain file", (await owner.OpenAsync("/pipe")).Find(".component-problem").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_file_keeps_nobody_from_the_others()
    {
        _site.Write("articles/good.md", "---\ntitle: Good\ndate: 2026-11-21\n---\nText");
        _site.Write("articles/latin.md", [.. "---\ntitle: Bad\ndate: 2026-11-21\n---\n"u8, 0xE9, 0x20]);
        using (var huge = File.Create(Path.Combine(_site.ContentFolder, "articles", "huge.md")))
            huge.SetLength(50_000_000);
        _site.Write("articles/deep.md", "---\ntitle: Deep\ndate: 2026-11-21\n---\n" + new string('>', 10_000) + " x");
        var page = await _site.Visit().OpenAsync("/articles");
        Assert.Equal(["Good"], page.FindAll(".cards h2 a").Select(link => link.TextContent));
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visit().OpenAsync("/articles/latin")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visit().OpenAsync("/articles/huge")).Status);
        var owner = await _site.VisitAsAdministratorAsync();
        Assert.Contains("not UTF-8", (await owner.OpenAsync("/articles/latin")).Find(".component-problem").TextContent, StringComparison.Ordinal);
        Assert.Contains("50,000,000 bytes", (await owner.OpenAsync("/articles/huge")).Find(".component-problem").TextContent, StringComparison.Ordinal);
    }
}
