using System.Net;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments;

public sealed class RenderingTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_fragment_inside_the_answer_to_a_post_is_asked_as_GET()
    {
        var page = await host.Visit().PostAsync(host.UrlOf<ParentFragment>().PartialOf("post"), ("Text", "x"));
        Assert.Equal(" posted read", page.Find(".parent").FirstChild!.TextContent);
        Assert.Equal(" read", page.Find(".child").TextContent);
    }

    [Fact]
    public async Task A_fragment_that_embeds_itself_is_an_error_that_says_so()
    {
        var page = await host.Visit().LoadAsync(host.UrlOf<EndlessFragment>().Partial);
        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Contains(host.Log.Lines, line => line.Contains("'test/endless'", StringComparison.Ordinal) && line.Contains("embed itself", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fragment_that_fails_inline_leaves_its_page_alone()
    {
        var page = await host.Visit().OpenAsync("/page/failing");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<p>before</p>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<p>after</p>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page.Html, StringComparison.Ordinal);
        var box = page.Find("[data-fragment='test/failing'] [role=alert]");
        Assert.StartsWith("/c/test/failing.html?", box.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fragment_that_cannot_be_made_leaves_its_page_alone()
    {
        var page = await host.Visit().OpenAsync("/page/unmade");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<p>after</p>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page.Html, StringComparison.Ordinal);
        var inline = page.FindAll("[data-fragment='test/throwing']")[0];
        Assert.Equal("component wide", inline.ClassName);
        Assert.False(inline.HasAttribute("Subject"));
        Assert.Contains("subject=given&", inline.QuerySelector("[role=alert] a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("Throws when it is made", page.FindAll("[data-fragment='test/throwing']")[1].QuerySelector(".component-placeholder a")!.TextContent);
        Assert.Contains(host.Log.Lines, line => line.Contains("secret of the constructor", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fragment_that_cannot_be_made_fails_at_its_own_address(bool isPost)
    {
        var url = host.UrlOf<ThrowingFragment>();
        var page = isPost ? await host.Visit().PostAsync(url.PartialOf("post")) : await host.Visit().LoadAsync(url.Partial);
        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.DoesNotContain("secret", page.Html, StringComparison.Ordinal);
        Assert.Contains(host.Log.Lines, line => line.Contains("secret of the constructor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fragment_that_cannot_be_rendered_leaves_its_page_alone()
    {
        var page = await host.Visit().OpenAsync("/page/unrenderable");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<p>before</p>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<p>after</p>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("half shown", page.Html, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll("[data-fragment='test/unrenderable'] > [role=alert] a").Count);
        Assert.Contains(host.Log.Lines, line => line.Contains("secret of the markup", StringComparison.Ordinal));
        Assert.Contains(host.Log.Lines, line => line.Contains("secret of the part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fragment_that_embeds_itself_in_a_page_is_an_error_of_the_page() =>
        Assert.Contains("embed itself", (await Assert.ThrowsAnyAsync<Exception>(() => host.Visit().OpenAsync("/page/endless"))).ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task An_answer_with_fragments_without_end_is_stopped() =>
        Assert.Contains("more than 1000 fragments", (await Assert.ThrowsAnyAsync<Exception>(() => host.Visit().OpenAsync("/page/many"))).ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task A_fragment_that_fails_at_its_own_address_says_so_without_details()
    {
        var page = await host.Visit().OpenAsync(host.UrlOf<FailingFragment>().Document);
        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Equal("no-store", page.Header("Cache-Control"));
        Assert.DoesNotContain("secret", page.Html, StringComparison.Ordinal);
        Assert.Equal("/page", page.Find(".component-problem a").GetAttribute("href"));
    }

    [Fact]
    public async Task Each_fragment_has_services_of_its_own_that_end_with_the_request()
    {
        var names = (await host.Visit().OpenAsync("/page/scoped")).FindAll(".scoped").Select(element => element.TextContent).ToArray();
        Assert.Equal(2, names.Distinct().Count());
        // The request ends after its last byte has arrived.
        for (var i = 0; i < 600 && names.Except(host.Journal.Ended).Any(); i++)
            await Task.Delay(100);
        Assert.Empty(names.Except(host.Journal.Ended));
    }

    [Fact]
    public async Task Text_is_written_as_it_is_but_for_what_HTML_must_escape()
    {
        var page = await host.Visit().LoadAsync(host.UrlOf<EchoFragment>(("text", "日本語… 😀 é <b> & \" '")).Partial);
        Assert.Contains("日本語… 😀 é &lt;b&gt; &amp; ", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page.Html, StringComparison.Ordinal);
        Assert.Contains("&quot; &#x27;\"", page.Html, StringComparison.Ordinal);
        Assert.Equal("日本語… 😀 é <b> & \" '", page.Find("p").GetAttribute("title"));
    }

    [Fact]
    public async Task A_public_fragment_is_the_same_to_the_byte_for_everybody_who_is_not_signed_in()
    {
        var url = host.UrlOf<FormFragment>();
        var other = host.Visit();
        await other.OpenAsync("/page/session");
        foreach (var address in new[] { url.Partial, url.Document })
        {
            var page = await host.Visit().LoadAsync(address);
            Assert.Equal(page.Html, (await other.LoadAsync(address)).Html);
            Assert.Null(page.Header("Set-Cookie"));
        }
        Assert.Equal((await host.Visit().OpenAsync("/page/loads")).Html, (await other.OpenAsync("/page/loads")).Html);
    }

    [Fact]
    public async Task A_fragment_for_members_asks_others_to_sign_in()
    {
        var url = host.UrlOf<MembersFragment>();
        foreach (var address in new[] { url.Partial, url.Document })
        {
            var page = await host.Visit().LoadAsync(address);
            Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
            Assert.DoesNotContain("for members", page.Html, StringComparison.Ordinal);
            Assert.Equal("/account/sign-in?returnUrl=%2Fpage", page.Find(".component-problem a").GetAttribute("href"));
            Assert.Equal(HttpStatusCode.OK, (await host.Visit("mary").LoadAsync(address)).Status);
        }
    }
}
