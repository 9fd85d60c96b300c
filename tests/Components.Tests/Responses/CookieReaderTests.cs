using Components.Responses;
using Microsoft.Extensions.Primitives;

namespace Components.Tests.Responses;

/// <summary>Cookies as browsers send them, and as nobody should.</summary>
public sealed class CookieReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a=1", "a=1")]
    [InlineData("a=1; b=2", "a=1|b=2")]
    [InlineData("a=1;b=2;", "a=1|b=2")]
    [InlineData(" a=1 ;; ; b = 2 ", "a=1|b = 2")]
    [InlineData("a=b=c", "a=b=c")]
    [InlineData("a=1,b=2, c=3", "a=1|b=2|c=3")]
    [InlineData("a=; =b; c", "a=|=b|c=")]
    public void One_after_another_as_they_were_sent(string line, string expected) => Assert.Equal(expected, Read(line));

    [Fact]
    public void In_several_lines_too() => Assert.Equal("a=1|b=2|c=3", Read(new StringValues(["a=1; b=2", "", null, "c=3"])));

    private static string Read(StringValues lines)
    {
        List<string> all = [];
        var cookies = new CookieReader(lines);
        while (cookies.Read())
            all.Add($"{cookies.Name}={cookies.Value}");
        return string.Join('|', all);
    }
}
