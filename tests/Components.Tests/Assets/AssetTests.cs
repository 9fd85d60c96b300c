using System.Net;
using System.Security.Cryptography;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Assets;

public sealed class AssetTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public void Htmx_is_the_file_whose_hash_is_written_down()
    {
        var folder = Repository.PathOf("src/Components/wwwroot/lib");
        var expected = File.ReadAllText(Path.Combine(folder, "htmx.sha256")).Split(' ')[0];
        Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "htmx.min.js")))));
    }

    [Theory]
    [InlineData("link[rel=stylesheet]", "href", "text/css")]
    [InlineData("script[src$='htmx.min.js']", "src", "text/javascript")]
    [InlineData("script[type=module]", "src", "text/javascript")]
    public async Task What_a_page_asks_for_may_be_kept_for_good(string selector, string attribute, string type)
    {
        var address = (await host.Visit().OpenAsync("/page/loads")).Find(selector).GetAttribute(attribute)!;
        var file = await host.Visit().LoadAsync(address);
        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal("public, max-age=31536000, immutable", file.Header("Cache-Control"));
        Assert.StartsWith(type, file.Header("Content-Type"), StringComparison.Ordinal);
        Assert.NotEmpty(file.Html);
        var older = await host.Visit().LoadAsync(address.Replace(address.Split('/')[3], "0123456789ab", StringComparison.Ordinal));
        Assert.Equal(file.Html, older.Html);
        Assert.Equal("no-cache", older.Header("Cache-Control"));
    }

    [Fact]
    public async Task The_served_htmx_is_the_one_in_the_repository_also_compressed()
    {
        var address = (await host.Visit().OpenAsync("/page/loads")).Find("script[src$='htmx.min.js']").GetAttribute("src")!;
        var original = await File.ReadAllBytesAsync(Repository.PathOf("src/Components/wwwroot/lib/htmx.min.js"));
        Assert.Equal(original, await host.Visit().Client.GetByteArrayAsync(new Uri(address, UriKind.Relative)));

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Encoding", "gzip, br");
        using var response = await host.Visit().Client.SendAsync(request);
        Assert.Equal("br", response.Content.Headers.ContentEncoding.Single());
        await using var brotli = new System.IO.Compression.BrotliStream(await response.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await brotli.CopyToAsync(bytes);
        Assert.Equal(original, bytes.ToArray());
    }

    [Theory]
    [InlineData("/c/_/x/nothing.js")]
    [InlineData("/c/_/x/")]
    [InlineData("/c/_/x/lib/..%2fcomponents.js")]
    public async Task What_is_not_there_is_not_found(string address) => Assert.Equal(HttpStatusCode.NotFound, (await host.Visit().LoadAsync(address)).Status);

    [Fact]
    public void Our_modules_are_short_and_evaluate_nothing()
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf("src/Components/wwwroot"), "*.js"))
        {
            var source = File.ReadAllText(file);
            Assert.InRange(source.Split('\n').Length, 1, 121);
            foreach (var danger in new[] { "eval(", "new Function", "document.write", "setTimeout('", "onclick" })
                Assert.DoesNotContain(danger, source, StringComparison.Ordinal);
        }
    }
}
