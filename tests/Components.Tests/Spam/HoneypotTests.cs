using Components.Spam;
using Components.Tests.Fixture;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Components.Tests.Spam;

public sealed class HoneypotTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task It_is_out_of_the_way_of_people_and_says_so_to_those_who_meet_it()
    {
        var page = await host.Visit().LoadAsync(host.UrlOf<WorkFragment>().Partial);
        var input = page.Find($"form input[name={Honeypot.Field}]");
        Assert.Equal(("-1", "off", "text", ""), (input.GetAttribute("tabindex"), input.GetAttribute("autocomplete"), input.GetAttribute("type"), input.GetAttribute("value")));
        Assert.Equal("true", input.Closest("div")!.GetAttribute("aria-hidden"));
        Assert.Contains("leave this field empty", input.Closest("label")!.TextContent, StringComparison.Ordinal);
        Assert.Null(input.Closest("[style], [hidden]"));
        var css = await host.Visit().LoadAsync((await host.Visit().OpenAsync("/page")).Find("link[rel=stylesheet]").GetAttribute("href")!);
        Assert.Contains($".{input.Closest("div")!.ClassName} {{ position: absolute;", css.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_filled_where_anything_is_in_it()
    {
        Assert.False(Honeypot.IsFilled(null));
        Assert.False(Honeypot.IsFilled(new FormCollection([])));
        Assert.False(Honeypot.IsFilled(Form("")));
        Assert.True(Honeypot.IsFilled(Form("x")));
        Assert.True(Honeypot.IsFilled(Form(" ")));
        Assert.True(Honeypot.IsFilled(Form(new StringValues(["", "x"]))));
    }

    private static FormCollection Form(StringValues values) => new(new() { [Honeypot.Field] = values });
}
