using System.Net;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments;

public sealed class SameOriginTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("same-origin", null)]
    [InlineData("same-origin", "http://localhost")]
    [InlineData(null, "http://localhost")]
    public async Task A_post_from_the_sites_own_pages_is_taken(string? fetchSite, string? origin)
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(fetchSite, origin));
        Assert.Single(host.Journal.Entries);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("cross-site", null)]
    [InlineData("cross-site", "http://localhost")]
    [InlineData("same-site", "http://localhost")]
    [InlineData("none", "http://localhost")]
    [InlineData("Same-Origin", null)]
    [InlineData(null, "null")]
    [InlineData(null, "")]
    [InlineData(null, "http://localhost.evil.example")]
    [InlineData(null, "http://localhost:80")]
    [InlineData(null, "http://localhost/")]
    [InlineData(null, "https://localhost")]
    [InlineData(null, "http://localhost:8080")]
    [InlineData(null, "http://evil@localhost")]
    [InlineData(null, "http://sub.localhost")]
    public async Task A_post_from_anywhere_else_is_refused_and_does_nothing(string? fetchSite, string? origin)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(fetchSite, origin));
        Assert.Empty(host.Journal.Entries);
    }

    [Fact]
    public async Task Two_statements_of_the_origin_are_refused()
    {
        using var request = Request();
        request.Headers.Add("Sec-Fetch-Site", ["same-origin", "cross-site"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Visit().SendAsync(request)).Status);
    }

    [Fact]
    public async Task The_host_of_the_request_is_not_believed()
    {
        using var request = Request();
        request.Headers.Host = "evil.example";
        request.Headers.Add("Origin", "http://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Visit().SendAsync(request)).Status);
    }

    private HttpRequestMessage Request() => new(HttpMethod.Post, host.UrlOf<FormFragment>().PartialOf("post"))
    {
        Content = new FormUrlEncodedContent([KeyValuePair.Create("Text", "x")]),
    };

    private async Task<HttpStatusCode> PostAsync(string? fetchSite, string? origin)
    {
        host.Journal.Clear();
        using var request = Request();
        if (fetchSite is not null)
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", fetchSite);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        return (await host.Visit().SendAsync(request)).Status;
    }
}
