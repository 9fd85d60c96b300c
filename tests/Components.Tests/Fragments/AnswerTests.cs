using System.Net;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Fragments;

/// <summary>What a handler says, as htmx hears it.</summary>
public sealed class AnswerTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_flash_is_json_in_ascii()
    {
        var page = await PostAsync("post", ("Text", "x"));
        Assert.Equal("""{"level":"success","text":"\u3042\u308A\u304C\u3068\u3046 \uD83D\uDE00"}""", page.Header("Component-Flash"));
    }

    [Fact]
    public async Task Commands_come_in_their_order()
    {
        var page = await PostAsync("commands");
        Assert.Equal(
            """[{"do":"hide","target":"box"},{"do":"title","value":"\u65E5\u672C"},{"do":"dispatch","value":"test.done","detail":"1"}]""",
            page.Header("Component-Command"));
    }

    [Fact]
    public async Task Nothing_to_show_is_204_without_a_body()
    {
        var page = await PostAsync("nothing");
        Assert.Equal(HttpStatusCode.NoContent, page.Status);
        Assert.Empty(page.Html);
        Assert.Equal("test/form", page.Header("Component-Fragment"));
    }

    [Theory]
    [InlineData("/elsewhere?x=1#y")]
    [InlineData("http://localhost/x")]
    [InlineData("https://shop.example.com/basket")]
    [InlineData("https://forum.example.com/")]
    public async Task The_page_is_moved_to_where_it_may_go(string to)
    {
        var htmx = await PostAsync("move-page", ("To", to));
        Assert.Equal(HttpStatusCode.NoContent, htmx.Status);
        Assert.Contains($$"""{"do":"redirect","value":"{{to}}"}""", htmx.Header("Component-Command"), StringComparison.Ordinal);
        var plain = await host.Visit().PostPlainlyAsync(host.UrlOf<FormFragment>().DocumentOf("move-page"), ("To", to));
        Assert.Equal(HttpStatusCode.SeeOther, plain.Status);
        Assert.Equal(to, plain.Location);
    }

    [Fact]
    public async Task What_is_said_when_the_page_is_moved_is_shown_by_the_page_that_comes()
    {
        var here = await PostAsync("move-page", ("To", "/elsewhere"));
        Assert.Null(here.Header("Component-Flash"));
        Assert.Contains("flash", here.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
        var away = await PostAsync("move-page", ("To", "https://shop.example.com/basket"));
        Assert.NotNull(away.Header("Component-Flash"));
        Assert.Null(away.Header("Set-Cookie"));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("https://shop.example.com.evil.example")]
    [InlineData("https://shop.example.com@evil.example/")]
    [InlineData("http://shop.example.com/")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://localhost@evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/x\r\nSet-Cookie: a=b")]
    [InlineData("/\t/evil.example")]
    [InlineData("evil.example")]
    [InlineData(" https://evil.example")]
    public async Task The_page_is_moved_nowhere_else(string to)
    {
        foreach (var page in new[]
        {
            await PostAsync("move-page", ("To", to)),
            await host.Visit().PostPlainlyAsync(host.UrlOf<FormFragment>().DocumentOf("move-page"), ("To", to)),
        })
        {
            Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
            Assert.Null(page.Location);
            Assert.DoesNotContain("redirect", page.Header("Component-Command") ?? "", StringComparison.Ordinal);
            Assert.Null(page.Header("Set-Cookie"));
        }
    }

    [Fact]
    public async Task A_redirect_inside_loads_into_the_same_element()
    {
        var url = host.UrlOf<FormFragment>();
        var page = await PostAsync("move-inside");
        Assert.Equal(HttpStatusCode.NoContent, page.Status);
        await FollowAsync(page, url.ElementId, "moved");
    }

    [Fact]
    public async Task Another_fragment_loads_into_the_same_element_too()
    {
        var url = host.UrlOf<FormFragment>();
        await FollowAsync(await PostAsync("move-elsewhere"), url.ElementId, "elsewhere");
    }

    [Fact]
    public async Task A_refusal_leaves_the_page_as_it_is_and_says_why()
    {
        var page = await PostAsync("forbid");
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal("""{"level":"error","text":"Not for you."}""", page.Header("Component-Flash"));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task A_bug_is_answered_without_its_details()
    {
        var page = await PostAsync("break", ("Text", "my words"));
        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.DoesNotContain("secret", page.Html, StringComparison.Ordinal);
        Assert.Equal("test/form", page.Header("Component-Fragment"));
        Assert.Contains("default-src 'self'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains(host.Log.Lines, line => line.Contains("secret detail of my words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_JavaScript_what_was_typed_comes_back_even_after_a_bug()
    {
        var page = await host.Visit().PostPlainlyAsync(host.UrlOf<FormFragment>().DocumentOf("break"), ("Text", "my words"));
        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.DoesNotContain("secret", page.Html, StringComparison.Ordinal);
        Assert.Equal("my words", page.Find("textarea[readonly]").TextContent);
    }

    [Fact]
    public async Task A_status_of_the_fragments_own_comes_with_its_view()
    {
        var page = await host.Visit().LoadAsync(host.UrlOf<MissingFragment>().Partial);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("There is nothing here.", page.Html, StringComparison.Ordinal);
    }

    private Task<Page> PostAsync(string handler, params (string, string)[] fields) => host.Visit().PostAsync(host.UrlOf<FormFragment>().PartialOf(handler), fields);

    private async Task FollowAsync(Page page, string elementId, string shown)
    {
        using var location = System.Text.Json.JsonDocument.Parse(page.Header("HX-Location")!);
        Assert.Equal($"#{elementId}", location.RootElement.GetProperty("target").GetString());
        var next = await host.Visit().LoadAsync(location.RootElement.GetProperty("path").GetString()!);
        Assert.Equal(HttpStatusCode.OK, next.Status);
        Assert.Equal(shown, next.Find(".subject").TextContent);
        foreach (var target in next.FindAll("[hx-target]"))
            Assert.Equal($"#{elementId}", target.GetAttribute("hx-target"));
    }
}
