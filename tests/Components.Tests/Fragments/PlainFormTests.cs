using System.Net;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments;

/// <summary>Forms without JavaScript.</summary>
public sealed class PlainFormTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_form_in_a_page_leads_back_to_where_it_stood()
    {
        var visitor = host.Visit();
        var form = (await visitor.OpenAsync("/page")).Find("form");
        var answer = await visitor.SubmitAsync(form, ("Text", "x"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Matches("^/page#c-[0-9a-f]{10}$", answer.Location);
        var back = await visitor.OpenAsync(answer.Location!);
        Assert.Equal($"#{back.Find(".component").Id}", answer.Location![5..]);
    }

    [Fact]
    public async Task The_flash_is_shown_once_on_the_next_page()
    {
        var visitor = host.Visit();
        await visitor.SubmitAsync((await visitor.OpenAsync("/page")).Find("form"), ("Text", "x"));
        Assert.Equal("ありがとう 😀", (await visitor.OpenAsync("/written")).Find("#component-flash p").TextContent);
        Assert.Empty((await visitor.OpenAsync("/written")).FindAll("#component-flash p"));
    }

    [Fact]
    public async Task In_somebody_elses_page_the_first_fragment_shows_the_flash()
    {
        var visitor = host.Visit();
        await visitor.SubmitAsync((await visitor.OpenAsync("/page")).Find("form"), ("Text", "x"));
        Assert.Equal("ありがとう 😀", (await visitor.OpenAsync("/page")).Find("#component-flash p").TextContent);
        Assert.Empty((await visitor.OpenAsync("/page")).FindAll("#component-flash p"));
    }

    [Fact]
    public async Task A_flash_that_the_site_did_not_write_is_not_shown()
    {
        var visitor = host.Visit();
        visitor.Client.DefaultRequestHeaders.Add("Cookie", "component-flash=%7B%22level%22%3A%22success%22%2C%22text%22%3A%22evil%22%7D");
        var page = await visitor.OpenAsync("/written");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("evil", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_in_a_document_leads_back_to_the_document()
    {
        var visitor = host.Visit();
        var document = host.UrlOf<FormFragment>().Document;
        var form = (await visitor.OpenAsync(document)).Find("form");
        Assert.NotNull(form.QuerySelector("input[type=hidden][name=_document]"));
        Assert.Equal(document, (await visitor.SubmitAsync(form, ("Text", "x"))).Location);
    }

    [Fact]
    public async Task A_form_with_a_mistake_comes_back_as_a_page()
    {
        var visitor = host.Visit();
        var answer = await visitor.SubmitAsync((await visitor.OpenAsync("/page")).Find("form"), ("Text", new string('z', 101)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Find("html > head > title"));
        Assert.Equal(101, answer.Find("textarea").TextContent.Length);
        Assert.NotEmpty(answer.Find(".field-error").TextContent);
        Assert.Equal("/page", answer.Find(".component-back a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_refusal_comes_as_a_page_that_says_so()
    {
        var answer = await host.Visit().PostPlainlyAsync(host.UrlOf<FormFragment>().DocumentOf("forbid"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.StartsWith("Not for you.", answer.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(answer.Find("html > head > title"));
    }

    [Fact]
    public async Task Nothing_to_show_leads_back_too()
    {
        var answer = await host.Visit().PostPlainlyAsync(host.UrlOf<FormFragment>().DocumentOf("nothing"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.StartsWith("/page#", answer.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_inside_leads_to_the_other_document()
    {
        var visitor = host.Visit();
        var answer = await visitor.PostPlainlyAsync(host.UrlOf<FormFragment>().DocumentOf("move-elsewhere"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal("elsewhere", (await visitor.OpenAsync(answer.Location!)).Find(".subject").TextContent);
    }
}
