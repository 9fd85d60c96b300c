using System.Net;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Fragments;

/// <summary>The fragment, its document, and what is neither.</summary>
public sealed class AddressTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_document_is_a_page_in_the_layout_that_belongs_to_its_host_page()
    {
        var page = await host.Visit().OpenAsync(host.UrlOf<SubjectFragment>(("subject", "a")).Document);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("noindex", page.Find("head meta[name=robots]").GetAttribute("content"));
        Assert.Equal("noindex", page.Header("X-Robots-Tag"));
        Assert.Equal("http://localhost/page", page.Find("head link[rel=canonical]").GetAttribute("href"));
        Assert.Equal("A subject", page.Document.Title);
        Assert.Equal("a", page.Find("body.component-page main .component .subject").TextContent);
        Assert.NotEmpty(page.Find("html").GetAttribute("lang")!);
    }

    [Fact]
    public async Task A_fragment_that_is_opened_as_a_page_leads_to_its_document()
    {
        var url = host.UrlOf<SubjectFragment>(("subject", "a"));
        var page = await host.Visit().OpenAsync(url.Partial);
        Assert.Equal(HttpStatusCode.SeeOther, page.Status);
        Assert.Equal(url.Document, page.Location);
        Assert.Equal("no-store", page.Header("Cache-Control"));
    }

    [Fact]
    public async Task A_browser_without_fetch_metadata_is_led_there_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, host.UrlOf<SubjectFragment>(("subject", "a")).Partial);
        request.Headers.Add("Accept", "text/html,*/*");
        Assert.Equal(HttpStatusCode.SeeOther, (await host.Visit().SendAsync(request)).Status);
    }

    [Fact]
    public async Task HEAD_is_answered_like_GET_without_a_body()
    {
        var url = host.UrlOf<SubjectFragment>(("subject", "a"));
        foreach (var address in new[] { url.Partial, url.Document })
        {
            var page = await SendAsync(HttpMethod.Head, address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Empty(page.Html);
            Assert.Equal("text/html; charset=utf-8", page.Header("Content-Type"));
            Assert.Equal("test/subject", page.Header("Component-Fragment"));
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Head, url.Partial[..^1])).Status);
    }

    [Theory]
    [InlineData("GET", "/c/test/nothing")]
    [InlineData("POST", "/c/test/nothing")]
    [InlineData("GET", "/c")]
    [InlineData("GET", "/c/")]
    [InlineData("GET", "/c/test/subject.json")]
    [InlineData("GET", "/c/test/form/approve")]
    [InlineData("POST", "/c/test/form/absent")]
    [InlineData("DELETE", "/c/test/nothing")]
    public async Task What_is_no_fragment_is_not_found(string method, string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(new HttpMethod(method), address)).Status);

    [Fact]
    public async Task Every_answer_has_strict_headers_and_names_its_fragment()
    {
        var url = host.UrlOf<SubjectFragment>(("subject", "a"));
        foreach (var address in new[] { url.Partial, url.Document, url.Partial[..^1] })
        {
            var page = await host.Visit().LoadAsync(address);
            Assert.Equal("test/subject", page.Header("Component-Fragment"));
            Assert.Equal("default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'", page.Header("Content-Security-Policy"));
            Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
            Assert.Equal("same-origin", page.Header("Referrer-Policy"));
        }
    }

    [Fact]
    public async Task Other_pages_of_the_application_are_left_alone() =>
        Assert.Null((await host.Visit().OpenAsync("/page")).Header("Content-Security-Policy"));

    private async Task<Page> SendAsync(HttpMethod method, string url)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Add("HX-Request", "true");
        return await host.Visit().SendAsync(request);
    }
}
