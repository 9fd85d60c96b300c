using System.Net;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Fragments.Rendering;

/// <summary>An application's own pages, rendered as fragments are. Each is compared with what the framework would have written, to the byte, by <see cref="ComparedRendering"/>.</summary>
public sealed class PageRenderingTests(TestHost host) : IClassFixture<TestHost>
{
    // Only the framework's own renderer for pages says that.
    private const string FrameworkHeader = "blazor-enhanced-nav";

    [Fact]
    public async Task A_page_and_what_is_loaded_into_it_share_markup()
    {
        var page = await host.Visit("ada").OpenAsync("/pages/sharing");
        Assert.Equal("text/html; charset=utf-8", page.Header("Content-Type"));
        Assert.Null(page.Header(FrameworkHeader));
        var parts = Texts(page);
        Assert.Equal(["1 of page: 1", "2 of page: 2"], parts);
        Assert.Equal(parts, Texts(await host.Visit("bob").OpenAsync("/pages/sharing")));
        Assert.Equal(parts, Texts(await host.Visit("eve").LoadAsync(host.UrlOn<SharedFragment>("/pages/sharing", ("Topic", "page")).Partial)));
    }

    [Fact]
    public async Task Where_nothing_is_there_the_page_for_that_is_shown()
    {
        var page = await host.Visit().OpenAsync("/pages/losing");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("Nothing here", page.Find("h1").TextContent);
        Assert.Null(page.Header(FrameworkHeader));
    }

    [Fact]
    public async Task What_leads_elsewhere_is_a_redirect()
    {
        var page = await host.Visit().OpenAsync("/pages/leading");
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Equal("http://localhost/pages/sharing", page.Location);
        Assert.Empty(page.Html);
    }

    [Fact]
    public async Task A_form_has_its_token_and_what_is_posted_arrives()
    {
        var ada = host.Visit("ada");
        var page = await ada.OpenAsync("/pages/posted?asked=ada");
        Assert.Null(page.Header(FrameworkHeader));
        Assert.Equal("Words: , of ada", page.Find("p").TextContent);
        var posted = await ada.SubmitAsync(page.Find("form"), ("Words", "<good>"));
        Assert.Equal("Words: <good>, of ada", posted.Find("p").TextContent);
        Assert.NotNull(posted.Header(FrameworkHeader));
        var refused = await ada.PostPlainlyAsync("/pages/posted", ("_handler", "words"), ("Words", "without a token"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
    }

    [Fact]
    public async Task A_page_that_streams_is_left_to_the_framework()
    {
        var page = await host.Visit().OpenAsync("/pages/streamed");
        Assert.Equal("Streamed", page.Find("h1").TextContent);
        Assert.NotNull(page.Header(FrameworkHeader));
    }

    private static string[] Texts(Page page) => [.. page.FindAll("p").Select(part => part.TextContent)];
}
