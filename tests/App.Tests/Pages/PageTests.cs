using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Testing;

namespace App.Tests.Pages;

public sealed class PageTests(Site site) : IClassFixture<Site>
{
    public static TheoryData<string> Public { get; } = ["/", "/about", "/articles", "/articles/what-is-a-fragment", "/articles/how-signed-urls-work", "/articles/how-to-write-a-layout"];

    public static TheoryData<string> All { get; } =
        ["/", "/about", "/articles", "/articles/how-signed-urls-work", "/contact", "/account/sign-in", "/account/register", "/account/forgotten", "/account/check-mail", "/account/setup", "/account", "/admin", "/nothing-here", "/c/nothing", "/c/comments/thread", "/site.css", "/language/xx"];

    [Theory, MemberData(nameof(All))]
    public async Task Every_answer_bears_the_strict_headers(string path)
    {
        var page = await site.Visit().OpenAsync(path);
        Assert.Equal("default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'", page.Header("Content-Security-Policy"));
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", page.Header("Referrer-Policy"));
        Assert.Null(page.Header("Server"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task No_page_holds_a_script_or_a_style_of_its_own(string path)
    {
        var page = await site.Visit().OpenAsync(path);
        Assert.Empty(page.FindAll("script:not([src]), style, [style]"));
        Assert.DoesNotContain(page.FindAll("*").SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name.StartsWith("hx-on", StringComparison.Ordinal));
        Assert.All(page.FindAll("[src], link[rel=stylesheet]"), element => Assert.StartsWith("/", element.GetAttribute("src") ?? element.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Public))]
    public async Task What_everybody_sees_is_the_same_for_everybody_and_sets_no_cookie(string path)
    {
        var (one, other) = (await site.Visit().OpenAsync(path), await site.Visit().OpenAsync(path));
        Assert.Equal(HttpStatusCode.OK, one.Status);
        Assert.Equal(one.Html, other.Html);
        Assert.Null(one.Header("Set-Cookie"));
        Assert.DoesNotContain("no-store", one.Header("Cache-Control") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_articles_are_listed_and_open()
    {
        var links = (await site.Visit().OpenAsync("/articles")).FindAll(".cards a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(3, links.Count);
        foreach (var link in links)
            Assert.NotEmpty((await site.Visit().OpenAsync(link)).FindAll("[data-fragment='comments/thread']"));
    }

    [Theory, InlineData("/nothing-here"), InlineData("/articles/nothing-here"), InlineData("/articles/..%2f..%2fabout"), InlineData("/a/b/c/d")]
    public async Task A_page_that_is_not_there_is_404_in_the_layout(string path)
    {
        var page = await site.Visit().OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("Not found", page.Find("main h1").TextContent);
        Assert.NotEmpty(page.FindAll("nav a"));
    }

    [Fact]
    public async Task The_owners_language_is_for_everybody_who_has_not_chosen_another()
    {
        using var japanese = new Site();
        japanese.Settings["Site:Language"] = "ja";
        var visitor = japanese.Visit();
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Equal("ja", (await visitor.OpenAsync("/about")).Find("html").GetAttribute("lang"));
        await visitor.OpenAsync("/language/en");
        Assert.Equal("en", (await visitor.OpenAsync("/about")).Find("html").GetAttribute("lang"));
    }

    [Fact]
    public async Task Every_language_that_there_are_texts_in_can_be_chosen()
    {
        var menu = (await site.Visit().OpenAsync("/about")).FindAll("a[href^='/language/']");
        Assert.Equal(["English", "日本語"], menu.Select(link => link.TextContent));
        Assert.Equal(["en", "ja"], menu.Select(link => link.GetAttribute("lang")));
        Assert.Null((await site.Visit().OpenAsync("/about")).Find("html").GetAttribute("dir"));
    }

    [Fact]
    public async Task A_language_is_chosen_and_remembered()
    {
        var visitor = site.Visit();
        Assert.Equal("en", (await visitor.OpenAsync("/about")).Find("html").GetAttribute("lang"));
        Assert.Equal("/about", (await visitor.OpenAsync("/language/ja?returnUrl=%2Fabout")).Location);
        var page = await visitor.OpenAsync("/account/sign-in");
        Assert.Equal("ja", page.Find("html").GetAttribute("lang"));
        foreach (var text in page.FindAll("main h1, main label, main button").Select(element => element.TextContent))
            Assert.Matches(@"[\u3040-\u30ff\u4e00-\u9fff]", text);
        await visitor.OpenAsync("/language/en");
        Assert.Equal("en", (await visitor.OpenAsync("/")).Find("html").GetAttribute("lang"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync("/language/fr")).Status);
    }

    [Theory, MemberData(nameof(Public)), InlineData("/contact"), InlineData("/account/sign-in"), InlineData("/nothing-here")]
    public async Task What_is_not_Japanese_on_a_Japanese_page_says_its_language(string path)
    {
        var visitor = site.Visit();
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", "ja");
        var page = await visitor.OpenAsync(path);
        Assert.Contains("お問い合わせ", page.Find("nav").TextContent, StringComparison.Ordinal);
        var foreign = page.Document.Body!.Descendants<IText>().Where(text => Regex.IsMatch(text.Data, "[A-Za-z]{3}") && !Regex.IsMatch(text.Data, @"[\u3040-\u30ff\u4e00-\u9fff]"));
        Assert.All(foreign, text => Assert.Equal("en", text.ParentElement!.Closest("[lang]")!.GetAttribute("lang")));
    }

    [Fact]
    public async Task A_browser_that_asks_for_Japanese_gets_it()
    {
        var visitor = site.Visit();
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", "ja,en;q=0.5");
        var page = await visitor.OpenAsync("/account/register");
        Assert.Equal("ja", page.Find("html").GetAttribute("lang"));
        Assert.Contains("日本語", page.Html, StringComparison.Ordinal);
        Assert.Matches(@"[\u3040-\u30ff\u4e00-\u9fff]", page.Find("main h1").TextContent);
    }
}
