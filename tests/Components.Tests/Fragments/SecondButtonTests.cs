using System.Net;
using Components.Fragments;
using Components.Tests.Fixture;
using Microsoft.AspNetCore.Http;

namespace Components.Tests.Fragments;

/// <summary>A form with a second button, and posts that are answered by a document.</summary>
public sealed class SecondButtonTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_second_button_names_where_it_sends_the_form_with_and_without_JavaScript()
    {
        var page = await host.Visit().LoadAsync(host.UrlOf<ButtonFragment>().Partial);
        var button = page.FindAll("form button")[1];
        Assert.Equal("submit", button.GetAttribute("type"));
        Assert.Equal("quiet", button.GetAttribute("class"));
        Assert.True(button.HasAttribute("formnovalidate"));
        Assert.StartsWith("/c/test/button/show.html?", button.GetAttribute("formaction"), StringComparison.Ordinal);
        Assert.StartsWith("/c/test/button/show?", button.GetAttribute("hx-post"), StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"{button.GetAttribute("hx-target")}[data-fragment='test/button']"));
    }

    [Fact]
    public async Task Without_an_address_it_posts_to_the_fragment_around_it()
    {
        var page = await host.Visit().LoadAsync(host.UrlOf<ButtonFragment>().Partial);
        Assert.Equal(page.Find("form").GetAttribute("hx-target"), page.FindAll("form button")[2].GetAttribute("hx-target"));
    }

    [Fact]
    public async Task With_htmx_the_other_fragment_answers()
    {
        var visitor = host.Visit();
        var page = await visitor.LoadAsync(host.UrlOf<ButtonFragment>().Partial);
        var answer = await visitor.PostAsync(page.FindAll("form button")[1].GetAttribute("hx-post")!, ("Text", "hello"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("look: hello", answer.Find(".shown").TextContent);
        Assert.DoesNotContain("<html", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_JavaScript_the_answer_is_a_document_and_no_redirect()
    {
        var visitor = host.Visit();
        var page = await visitor.LoadAsync(host.UrlOf<ButtonFragment>().Partial);
        var answer = await visitor.PostPlainlyAsync(page.FindAll("form button")[1].GetAttribute("formaction")!, ("Text", "hello"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("look: hello", answer.Find("body .shown").TextContent);
        Assert.Equal("noindex", answer.Header("X-Robots-Tag"));
        Assert.Equal("1", answer.Find("form input[name=_document]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_post_that_is_no_preview_still_ends_in_a_redirect() =>
        Assert.Equal(HttpStatusCode.SeeOther, (await host.Visit().PostPlainlyAsync(host.UrlOf<ButtonFragment>().DocumentOf("post"), ("Text", "hello"))).Status);

    [Fact]
    public async Task A_mistake_is_told_in_the_document() =>
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.Visit().PostPlainlyAsync(host.UrlOf<ButtonFragment>().DocumentOf("show"), ("Text", "much too long a text"))).Status);

    [Fact]
    public async Task A_second_button_is_no_way_around_the_origin_check()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, host.UrlOf<ButtonFragment>().DocumentOf("show"));
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Visit().SendAsync(request)).Status);
    }

    [Fact]
    public async Task A_route_of_a_pack_can_lead_to_a_fragment()
    {
        var http = new DefaultHttpContext { RequestServices = host.Services };
        var url = http.UrlOf<SubjectFragment>(TestHost.HostPage, (nameof(SubjectFragment.Subject), "led"));
        var page = await host.Visit().OpenAsync(url.Document);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("led", page.Html, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => http.UrlOf<SubjectFragment>("https://elsewhere.example/"));
        Assert.Throws<ArgumentException>(() => http.UrlOf<SubjectFragment>("//elsewhere.example/"));
    }
}
