using System.Net;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Embedding;

public sealed class EmbeddedRequestTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly string[] Written = ["href", "action", "hx-get", "hx-post"];

    [Fact]
    public async Task Everything_in_an_embedded_answer_is_absolute_and_for_that_site()
    {
        const string Site = "https://absolute.example";
        var page = await host.Visit().AskAsync(await host.EmbeddedAsync(Site), Site);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal($"{Site}/blog/1", page.Find(".place").TextContent);
        var addresses = page.FindAll("[href], [action], [hx-get], [hx-post]").SelectMany(element => Written.Select(element.GetAttribute)).OfType<string>().ToList();
        Assert.True(addresses.Count >= 6, page.Html);
        Assert.All(addresses, address => Assert.StartsWith("http://localhost/c/test/", address, StringComparison.Ordinal));
        Assert.All(addresses, address => Assert.Contains("_page=%2Fblog%2F1&_origin=https%3A%2F%2Fabsolute.example&_sig=", address, StringComparison.Ordinal));
        // Each is good by itself, the nested fragment's too.
        Assert.Equal(HttpStatusCode.OK, (await host.Visit().AskAsync(page.Find("a[hx-get]").GetAttribute("hx-get")!, Site)).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.Visit().AskAsync(page.FragmentUrl("test/form"), Site)).Status);
    }

    [Fact]
    public async Task The_page_may_read_the_answer_and_its_headers_and_nobody_else_may()
    {
        const string Site = "https://reads.example";
        var url = await host.EmbeddedAsync(Site);
        var page = await host.Visit().AskAsync(url, Site);
        Assert.Equal(Site, page.Header("Access-Control-Allow-Origin"));
        Assert.Contains("Origin", page.Header("Vary"), StringComparison.Ordinal);
        Assert.Null(page.Header("Access-Control-Allow-Credentials"));
        foreach (var name in new[] { "Component-Flash", "Component-Command", "Component-Fragment", "Component-Visitor", "ETag", "Retry-After", "HX-Location" })
            Assert.Contains(name, page.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        await host.RegisterSiteAsync("https://neighbour.example");
        foreach (var other in new[] { "https://neighbour.example", "https://reads.example.evil.example", "https://reads.example:8443", "http://reads.example", "null", "https://sub.reads.example" })
        {
            var refused = await host.Visit().AskAsync(url, other);
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            Assert.Null(refused.Header("Access-Control-Allow-Origin"));
            Assert.DoesNotContain("class=\"subject\"", refused.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_went_wrong_inside_can_be_read_by_that_page_alone()
    {
        const string Site = "https://fails.example";
        await host.RegisterSiteAsync(Site);
        var answer = await host.Visit().PostFromAsync(host.EmbeddedUrl<EmbeddedFragment>(Site, "/blog/1", ("subject", $"{Site}/blog/1")).PartialOf("fail"), Site);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal(Site, answer.Header("Access-Control-Allow-Origin"));
        Assert.Contains("Component-Flash", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Contains("Origin", answer.Header("Vary"), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.DoesNotContain("secret", answer.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-site"), InlineData("same-site"), InlineData(null)]
    public async Task A_visitor_posts_from_the_page_that_the_address_was_signed_for(string? fetchSite)
    {
        var site = $"https://posts{fetchSite}.example";
        var page = await host.Visit().AskAsync(await host.EmbeddedAsync(site), site);
        var answer = await host.Visit().PostFromAsync(page.Find("form").GetAttribute("hx-post")!, site, fetchSite);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Hello by nobody", answer.Header("Component-Flash"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "cross-site"), InlineData(null, null), InlineData("null", "cross-site"), InlineData("https://evil.example", "cross-site"), InlineData("https://guarded.example.evil.example", null)]
    [InlineData("https://other-guarded.example", "cross-site"), InlineData("http://localhost", "cross-site")]
    public async Task A_post_from_anywhere_else_is_refused(string? origin, string? fetchSite)
    {
        const string Site = "https://guarded.example";
        await host.Services.EnsureSiteAsync(host, "https://other-guarded.example");
        await host.Services.EnsureSiteAsync(host, Site);
        var (_, json) = await host.Visit().SignAsync(Site, EmbeddingSteps.Page("/1", EmbeddingSteps.Tag("test/embedded", ("subject", "/1"))));
        var page = await host.Visit().AskAsync(json.GetProperty("tags")[0].GetProperty("url").GetString()!, Site);
        var answer = await host.Visit().PostFromAsync(page.Find("form").GetAttribute("hx-post")!, origin, fetchSite);
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.DoesNotContain("Hello", answer.Header("Component-Flash"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_line_client_that_forges_the_origin_is_a_visitor_without_cookies_and_nothing_more()
    {
        const string Site = "https://forged.example";
        var page = await host.Visit().AskAsync(await host.EmbeddedAsync(Site), Site, fetchSite: null);
        // It may even send somebody's cookies: on other sites' pages nobody is signed in by them.
        var answer = await host.Visit("ada").PostFromAsync(page.Find("form").GetAttribute("hx-post")!, Site, fetchSite: null);
        Assert.Contains("Hello by nobody", answer.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal("nobody", answer.Find(".who").TextContent);
        var moderated = page.Find("form").GetAttribute("hx-post")!.Replace("/c/test/embedded?", "/c/test/embedded/moderate?", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Visit("ada").PostFromAsync(moderated, Site, fetchSite: null)).Status);
    }

    [Fact]
    public async Task A_handler_for_people_with_a_permission_is_refused_though_its_address_is_right()
    {
        const string Site = "https://moderates.example";
        await host.RegisterSiteAsync(Site);
        var url = host.EmbeddedUrl<EmbeddedFragment>(Site, "/1", ("Subject", $"{Site}/1"));
        Assert.Equal(HttpStatusCode.OK, (await host.Visit("ada").PostFromAsync(url.PartialOf("post"), Site)).Status);
        var answer = await host.Visit("ada").PostFromAsync(url.PartialOf("moderate"), Site);
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("own pages", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fragment_that_is_not_for_other_sites_is_refused_though_its_address_is_right()
    {
        const string Site = "https://inside.example";
        await host.RegisterSiteAsync(Site);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Visit().AskAsync(host.EmbeddedUrl<SubjectFragment>(Site, "/1", ("Subject", "x")).Partial, Site)).Status);
    }

    [Fact]
    public async Task The_origin_is_part_of_what_is_signed()
    {
        const string Site = "https://bound.example";
        var url = await host.EmbeddedAsync(Site);
        await host.RegisterSiteAsync("https://thief.example");
        foreach (var (forged, origin) in new[]
        {
            (url.Replace("_origin=https%3A%2F%2Fbound.example", "_origin=https%3A%2F%2Fthief.example", StringComparison.Ordinal), "https://thief.example"),
            (url.Replace("&_origin=https%3A%2F%2Fbound.example", "", StringComparison.Ordinal), null),
            (url.Replace("_origin=https%3A%2F%2Fbound.example", "_origin=", StringComparison.Ordinal), null),
            (url.Replace("_origin=https%3A%2F%2Fbound.example", "_origin=https://bound.example", StringComparison.Ordinal), Site),
            (url.Replace("_page=%2Fblog%2F1", "_page=%2Fblog%2F2", StringComparison.Ordinal), Site),
        })
            Assert.Equal(HttpStatusCode.Forbidden, (await host.Visit().AskAsync(forged, origin)).Status);
        var own = host.UrlOf<EmbeddedFragment>(("Subject", "x")).Partial;
        Assert.Equal(HttpStatusCode.OK, (await host.Visit().LoadAsync(own)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Visit().AskAsync(own.Replace("&_sig=", "&_origin=https%3A%2F%2Fbound.example&_sig=", StringComparison.Ordinal), Site)).Status);
    }

    [Fact]
    public async Task Its_document_is_a_page_of_ours_that_leads_back_to_theirs()
    {
        const string Site = "https://document.example";
        var url = await host.EmbeddedAsync(Site);
        var page = await host.Visit("ada").OpenAsync(url.Replace("/c/test/embedded?", "/c/test/embedded.html?", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal($"{Site}/blog/1", page.Find("link[rel=canonical]").GetAttribute("href"));
        Assert.Equal($"{Site}/blog/1", page.Find(".component-back a").GetAttribute("href"));
        // Who is signed in here by a cookie is nobody there.
        Assert.Equal("nobody", page.Find(".who").TextContent);
        var posted = await host.Visit("ada").SubmitAsync(page.Find("form[id$='-post']"), ("Text", "Plain"));
        Assert.Equal((HttpStatusCode.SeeOther, $"{Site}/blog/1?done"), (posted.Status, posted.Location));
    }

    [Fact]
    public async Task Redirects_lead_where_they_lead_on_our_own_pages()
    {
        const string Site = "https://redirects.example";
        await host.RegisterSiteAsync(Site);
        var url = host.EmbeddedUrl<EmbeddedFragment>(Site, "/1", ("Subject", $"{Site}/1"));
        Assert.Contains("http://localhost/welcome", (await host.Visit().PostFromAsync(url.PartialOf("home"), Site)).Header("Component-Command"), StringComparison.Ordinal);
        Assert.Contains("http://localhost/c/test/embedded?size=2", System.Text.RegularExpressions.Regex.Unescape((await host.Visit().PostFromAsync(url.PartialOf("on"), Site)).Header("HX-Location")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_is_switched_off_is_answered_with_a_quiet_note()
    {
        const string Site = "https://later-off.example";
        var url = await host.EmbeddedAsync(Site);
        await host.Services.SwitchSiteAsync(Site, isOn: false);
        var page = await host.Visit().AskAsync(url, Site);
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal(Site, page.Header("Access-Control-Allow-Origin"));
        Assert.Equal("This part of the page is not available.", page.Find(".component-problem p").TextContent);
    }

    [Fact]
    public async Task A_browser_that_asks_first_is_told_what_it_may_send()
    {
        const string Site = "https://asks.example";
        var url = await host.EmbeddedAsync(Site);
        foreach (var address in new[] { url, "/c/_sign", "/c/_challenge?for=x" })
        {
            var answer = await AskFirstAsync(address, Site);
            Assert.Equal((HttpStatusCode.NoContent, Site), (answer.Status, answer.Header("Access-Control-Allow-Origin")));
            Assert.Contains("Component-Visitor", answer.Header("Access-Control-Allow-Headers"), StringComparison.Ordinal);
            Assert.Contains("Origin", answer.Header("Vary"), StringComparison.Ordinal);
        }
        foreach (var (address, origin) in new[] { (url, "https://evil.example"), (url, "https://asks.example.evil.example"), (url, "null"), ("/c/_sign", "https://evil.example"), (host.UrlOf<FormFragment>().Partial, Site) })
            Assert.Null((await AskFirstAsync(address, origin)).Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Our_own_pages_are_answered_as_ever()
    {
        var page = await host.Visit().LoadAsync(host.UrlOf<FormFragment>().Partial);
        Assert.Null(page.Header("Access-Control-Allow-Origin"));
        Assert.DoesNotContain("_origin", page.Html, StringComparison.Ordinal);
    }

    private async Task<Page> AskFirstAsync(string address, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, address);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "component-visitor");
        return await host.Visit().SendAsync(request);
    }
}
