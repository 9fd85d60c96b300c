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
    public async Task The_flash_can_be_closed_without_JavaScript()
    {
        var visitor = host.Visit();
        await visitor.SubmitAsync((await visitor.OpenAsync("/page")).Find("form"), ("Text", "x"));
        var message = (await visitor.OpenAsync("/written")).Find("#component-flash > dialog[open]");
        Assert.Equal("Close", message.QuerySelector("form[method=dialog] button")!.GetAttribute("aria-label"));
        Assert.Equal("Message", message.GetAttribute("aria-label"));
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
    public async Task A_form_in_a_document_leads_to_what_would_have_the_focus()
    {
        var answer = await host.Visit().PostPlainlyAsync(host.UrlOf<FormFragment>().DocumentOf("focus"), ("_document", "1"));
        Assert.Equal(host.UrlOf<FormFragment>().Document + "#new-one", answer.Location);
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
    public async Task Who_may_not_post_is_told_why_and_gets_their_words_back()
    {
        var answer = await host.Visit().PostPlainlyAsync(host.UrlOf<FormFragment>().DocumentOf("forbid"), ("Text", "my words"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal("Not for you.", answer.Find("[role=alert] p").TextContent);
        Assert.Equal("my words", answer.Find("textarea[readonly]").TextContent);
        Assert.Equal("A form", answer.Document.Title);
    }

    [Fact]
    public async Task Another_refusal_comes_as_a_page_with_its_form()
    {
        var answer = await host.Visit().PostPlainlyAsync(host.UrlOf<FormFragment>().DocumentOf("conflict"), ("Text", "my words"));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal("Somebody was first.", Assert.Single(answer.FindAll("[role=alert]")).TextContent);
        Assert.NotEmpty(answer.FindAll("form"));
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
