using System.Net;
using Components.Tests.Fixture;

namespace Components.Tests.Layouts;

/// <summary>Over a real server, so that addresses arrive as they are written.</summary>
public sealed class LayoutAssetsTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    [Theory]
    [InlineData("style.css", "text/css; charset=utf-8", "public, max-age=60")]
    [InlineData("style.css?v=1", "text/css; charset=utf-8", "public, max-age=31536000, immutable")]
    [InlineData("about.html", "text/html; charset=utf-8", "public, max-age=60")]
    [InlineData("images/dot.svg", "image/svg+xml", "public, max-age=60")]
    public async Task What_lies_beside_a_layout_is_served(string file, string type, string caching)
    {
        using var response = await GetAsync($"/c/_layouts/red/{file}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(caching, response.Headers.CacheControl!.ToString());
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/c/_layouts/red/layout.html")]
    [InlineData("/c/_layouts/red/x/../layout.html")]
    [InlineData("/c/_layouts/red/images%2f..%2flayout.html")]
    [InlineData("/c/_layouts/red/.%2flayout.html")]
    [InlineData("/c/_layouts/red//layout.html")]
    [InlineData("/c/_layouts/red/%2flayout.html")]
    [InlineData("/c/_layouts/red/../secret.css")]
    [InlineData("/c/_layouts/red/..%2fsecret.css")]
    [InlineData("/c/_layouts/red/..%5csecret.css")]
    [InlineData("/c/_layouts/red/%2e%2e%2fsecret.css")]
    [InlineData("/c/_layouts/red/images/..%2f..%2fsecret.css")]
    [InlineData("/c/_layouts/..%2f/secret.css")]
    [InlineData("/c/_layouts/../secret.css")]
    [InlineData("/c/_layouts/red/notes.txt")]
    [InlineData("/c/_layouts/red/data.json")]
    [InlineData("/c/_layouts/red/.hidden.css")]
    [InlineData("/c/_layouts/red/")]
    [InlineData("/c/_layouts/red/nothing.css")]
    [InlineData("/c/_layouts/none/style.css")]
    public async Task Nothing_else_is(string address)
    {
        using var response = await GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string address)
    {
        var folder = host.LayoutPack("red");
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        foreach (var file in new[] { "layout.html", "style.css", "about.html", "images/dot.svg", "notes.txt", "data.json", ".hidden.css", "../secret.css" })
            await File.WriteAllTextAsync(Path.Combine(folder, file), "x");
        using var client = KestrelHost.CreateClient();
        return await client.GetAsync(host.Exactly(address));
    }
}
