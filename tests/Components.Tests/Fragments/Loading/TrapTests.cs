using System.Net;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments.Loading;

/// <summary>Forms and links that stay inside of a fragment, that do not, and that change the page's address.</summary>
public sealed class TrapTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("inline")]
    [InlineData("on-load")]
    public async Task Without_a_trap_forms_and_links_are_plain(string load)
    {
        var page = await host.ShowAsync($"test/form?subject=free&trap=false&load={load}");
        var content = load == "inline" ? page : await host.Visit().LoadAsync(page.FragmentUrl("test/form"));
        Assert.All(content.FindAll("form, form ~ a"), element => Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("hx-", StringComparison.Ordinal)));
        Assert.StartsWith("/c/test/form.html?", content.Find("a").GetAttribute("href"), StringComparison.Ordinal);
        var answer = await host.Visit().SubmitAsync(content.Find("form"), ("Text", "hello"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal($"/tag/test/form#{page.Find("[data-fragment]").Id}", answer.Location);
        var mistake = await host.Visit().SubmitAsync(content.Find("form"), ("Text", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mistake.Status);
        Assert.DoesNotContain(mistake.Find("form").Attributes, attribute => attribute.Name.StartsWith("hx-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_reached_from_it_has_no_trap_either()
    {
        var page = await host.ShowAsync("test/button?trap=false&load=inline");
        var part = await host.Visit().SubmitAsync(page.Find("form"), ("Text", "x"));
        Assert.Equal(HttpStatusCode.SeeOther, part.Status);
        var other = await host.Visit().PostPlainlyAsync(page.Find("button.quiet").GetAttribute("formaction")!, ("Text", "x"));
        Assert.Equal("look: x", other.Find(".shown").TextContent);
        Assert.All(other.FindAll("main form, form, button, a.back"), element => Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("hx-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_link_that_pushes_leads_to_the_page_that_shows_the_same()
    {
        var page = await host.Visit().OpenAsync("/page/pages");
        var content = await host.Visit().LoadAsync(page.FindAll("[data-fragment]")[1].GetAttribute("hx-get")!);
        var next = content.Find("a.next").GetAttribute("data-component-address")!;
        Assert.Equal($"/page?number=2&_in={page.FindAll("[data-fragment]")[1].Id}".Replace("/page?", "/page/pages?", StringComparison.Ordinal), next);
        Assert.Equal(next, content.Find("a.next").GetAttribute("href"));
        Assert.Equal("/page/pages", content.Find("a.first").GetAttribute("data-component-address"));

        var pushed = await host.Visit().OpenAsync(next);
        Assert.Equal("b 2", Assert.Single(pushed.FindAll(".shown")).TextContent);
        Assert.Equal("b 2", pushed.FindAll("[data-fragment]")[1].QuerySelector(".shown")!.TextContent);
        Assert.Equal(content.Find("a.next").GetAttribute("hx-get"), pushed.FindAll("[data-fragment]")[1].GetAttribute("hx-get"));
        var shown = await host.Visit().OpenAsync("/page/pages?number=5");
        Assert.Equal(["a 5", "b 5"], shown.FindAll(".shown").Select(element => element.TextContent));
    }

    [Fact]
    public async Task Its_address_may_be_given()
    {
        var content = await host.Visit().LoadAsync(host.UrlOf<PagesFragment>(("Subject", "a")).Partial);
        Assert.Equal("/page/pages?number=7", content.Find("a.given").GetAttribute("data-component-address"));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task It_must_be_local(string address)
    {
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Visit().LoadAsync(host.UrlOf<PagesFragment>(("Subject", "a"), ("Elsewhere", address)).Partial)).Status);
        Assert.Contains(host.Log.Lines, line => line.Contains($"PushUrl=\"{address}\" is not a local path", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fragment_that_does_not_understand_the_page_cannot_push()
    {
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Visit().LoadAsync(host.UrlOf<PushingFragment>().Partial)).Status);
        Assert.Contains(host.Log.Lines, line => line.Contains("override OnPageAsked in PushingFragment, or give PushUrl", StringComparison.Ordinal));
    }
}
