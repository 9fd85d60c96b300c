using Components.Embedding;

namespace Components.Tests.Embedding;

public sealed class WebOriginTests
{
    [Theory]
    [InlineData("https://blog.example", "https://blog.example")]
    [InlineData(" HTTPS://Blog.Example/ ", "https://blog.example")]
    [InlineData("https://blog.example:443", "https://blog.example")]
    [InlineData("http://blog.example:80", "http://blog.example")]
    [InlineData("http://blog.example:443", "http://blog.example:443")]
    [InlineData("http://127.0.0.1:8000", "http://127.0.0.1:8000")]
    [InlineData("http://localhost:8000", "http://localhost:8000")]
    [InlineData("http://[::1]:8000", "http://[::1]:8000")]
    [InlineData("http://[0:0:0:0:0:0:0:1]", "http://[::1]")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")]
    [InlineData("https://BÜCHER.example", "https://xn--bcher-kva.example")]
    [InlineData("https://日本語.example", "https://xn--wgv71a119e.example")]
    [InlineData("https://my_site.example", "https://my_site.example")]
    public void It_is_read_as_browsers_write_it(string typed, string origin) => Assert.Equal(origin, WebOrigin.Read(typed));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("null"), InlineData("*"), InlineData("blog.example"), InlineData("https://*.example"), InlineData("https://")]
    [InlineData("ftp://blog.example"), InlineData("javascript://blog.example"), InlineData("file:///etc/passwd"), InlineData("https:blog.example")]
    [InlineData("https://blog.example/path"), InlineData("https://blog.example//"), InlineData("https://blog.example?x"), InlineData("https://blog.example#x")]
    [InlineData("https://ada@blog.example"), InlineData("https://ada:x@blog.example"), InlineData("https://blog.example\\x"), InlineData("https://blog%2eexample")]
    [InlineData("https://blog.example:"), InlineData("https://blog.example:0"), InlineData("https://blog.example:65536"), InlineData("https://blog.example:+80")]
    [InlineData("https://blog.example."), InlineData("https://.example"), InlineData("https://a..b"), InlineData("https://-a.example"), InlineData("https://blog .example")]
    [InlineData("https://1.2.3"), InlineData("https://0x7f.1"), InlineData("https://127.0.0.01"), InlineData("https://2130706433"), InlineData("https://[::ffff:1.2.3.4]")]
    [InlineData("https://[::1%25eth0]"), InlineData("https://[::1"), InlineData("https://blog.example\nhttps://other.example"), InlineData("https://a\u0000b.example")]
    public void Anything_else_is_none(string? typed) => Assert.Null(WebOrigin.Read(typed));

    [Fact]
    public void What_is_too_long_is_none() => Assert.Null(WebOrigin.Read($"https://{string.Concat(Enumerable.Repeat("abcdefgh.", 40))}example"));
}
