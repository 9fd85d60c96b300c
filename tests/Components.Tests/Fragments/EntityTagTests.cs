using System.Net;
using Components.Fragments;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Fragments;

/// <summary>Who has an answer already is told that nothing changed.</summary>
public sealed class EntityTagTests(TestHost host) : IClassFixture<TestHost>
{
    private FragmentUrl Url => host.UrlOf<SubjectFragment>(("Subject", "tagged"));

    [Fact]
    public async Task All_anonymous_visitors_get_the_same_bytes_and_tag()
    {
        var (first, second) = (await host.Visit().LoadAsync(Url.Partial), await host.Visit().LoadAsync(Url.Partial));
        Assert.Matches("^\"[A-Za-z0-9_-]{22}\"$", first.Header("ETag"));
        Assert.Equal(first.Header("ETag"), second.Header("ETag"));
        Assert.Equal(first.Html, second.Html);
    }

    [Fact]
    public async Task Another_text_has_another_tag()
    {
        var other = await host.Visit().LoadAsync(host.UrlOf<SubjectFragment>(("Subject", "taggee")).Partial);
        Assert.NotEqual((await host.Visit().LoadAsync(Url.Partial)).Header("ETag"), other.Header("ETag"));
    }

    [Fact]
    public async Task What_is_known_is_304_without_a_body_and_with_the_same_headers()
    {
        var first = await host.Visit().LoadAsync(Url.Partial);
        var again = await AskAsync(Url.Partial, first.Header("ETag")!);
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Empty(again.Html);
        foreach (var name in new[] { "ETag", "Cache-Control", "Content-Security-Policy", "Component-Fragment" })
            Assert.Equal(first.Header(name), again.Header(name));
        Assert.Equal("no-cache, private", again.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("W/{0}", HttpStatusCode.NotModified)]
    [InlineData("\"other\", {0}", HttpStatusCode.NotModified)]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("\"other\"", HttpStatusCode.OK)]
    [InlineData("nonsense", HttpStatusCode.OK)]
    public async Task Tags_are_compared_as_the_RFC_says(string known, HttpStatusCode status)
    {
        var tag = (await host.Visit().LoadAsync(Url.Partial)).Header("ETag")!;
        Assert.Equal(status, (await AskAsync(Url.Partial, known.Replace("{0}", tag, StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task A_post_a_document_and_a_refusal_have_no_tag()
    {
        Assert.Null((await host.Visit().PostAsync(host.UrlOf<FormFragment>().PartialOf("post"), ("Text", "x"))).Header("ETag"));
        Assert.Null((await host.Visit().OpenAsync(Url.Document)).Header("ETag"));
        Assert.Null((await host.Visit().LoadAsync(host.UrlOf<MissingFragment>().Partial)).Header("ETag"));
        var forged = await AskAsync(Url.Partial.Replace("tagged", "forged", StringComparison.Ordinal), "*");
        Assert.Equal(HttpStatusCode.Forbidden, forged.Status);
    }

    private Task<Page> AskAsync(string url, string known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("HX-Request", "true");
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return host.Visit().SendAsync(request);
    }
}
