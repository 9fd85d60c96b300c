using System.Net;
using System.Text;

namespace App.Tests.Content;

/// <summary>Pictures and downloads beside the pages.</summary>
public sealed class ContentFilesTests : IDisposable
{
    private readonly OwnSite _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("articles/map.png", "image/png", false)]
    [InlineData("articles/Map.JPG", "image/jpeg", false)]
    [InlineData("a/b/paper.pdf", "application/pdf", false)]
    [InlineData("図.webp", "image/webp", false)]
    [InlineData("all files.zip", "application/zip", true)]
    public async Task What_is_on_the_list_is_served_at_its_path(string file, string type, bool isSaved)
    {
        _site.Write(file, "content");
        var answer = await _site.Visit().OpenAsync($"/{Uri.EscapeDataString(file).Replace("%2F", "/", StringComparison.Ordinal)}");
        Assert.Equal((HttpStatusCode.OK, "content"), (answer.Status, answer.Html));
        Assert.Equal(type, answer.Header("Content-Type"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("public, max-age=60", answer.Header("Cache-Control")!.Replace("max-age=60, public", "public, max-age=60", StringComparison.Ordinal));
        Assert.Equal(isSaved, answer.Header("Content-Disposition")?.StartsWith("attachment", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("page.md", "/page.md"), InlineData("page.html", "/page.html"), InlineData("run.js", "/run.js"), InlineData("look.css", "/look.css"), InlineData("old.md.bak", "/old.md.bak")]
    [InlineData(".hidden.png", "/.hidden.png"), InlineData(".git/x.png", "/.git/x.png"), InlineData("-x.png", "/-x.png"), InlineData("admin/x.png", "/admin/x.png"), InlineData("c/x.png", "/c/x.png")]
    [InlineData("../outside.png", "/%2e%2e/outside.png"), InlineData("../outside.png", "/..%2foutside.png"), InlineData("../outside.png", "/a/..%5c..%5coutside.png")]
    public async Task Nothing_else_is(string file, string address)
    {
        _site.Write(file, "secret");
        var answer = await _site.Visit().OpenAsync(address);
        Assert.DoesNotContain("secret", answer.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_folder_is_not_followed()
    {
        _site.Write("a.md", "x");
        File.WriteAllText(Path.Combine(_site.Directory, "outside.txt"), "secret");
        File.CreateSymbolicLink(Path.Combine(_site.ContentFolder, "in.txt"), Path.Combine(_site.Directory, "outside.txt"));
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visit().OpenAsync("/in.txt")).Status);
    }

    [Fact]
    public async Task Who_has_it_is_told_that_it_has_not_changed_and_who_has_an_older_one_gets_the_new()
    {
        var path = _site.Write("map.png", "one");
        var visitor = _site.Visit();
        var tag = (await visitor.OpenAsync("/map.png")).Header("ETag")!;
        visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", tag);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.OpenAsync("/map.png")).Status);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes("three"));
        Assert.Equal("three", (await visitor.OpenAsync("/map.png")).Html);
    }

    [Fact]
    public async Task A_drawing_that_is_opened_by_itself_runs_nothing()
    {
        _site.Write("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
        var policy = (await _site.Visit().OpenAsync("/drawing.svg")).Header("Content-Security-Policy")!;
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("sandbox;", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
    }
}
