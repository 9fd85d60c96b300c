using System.Net.Http.Json;
using System.Text.Json;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Embedding;

/// <summary>What a page of another site does: it has its tags signed, and asks for fragments without cookies.</summary>
internal static class EmbeddingSteps
{
    public static async Task<(Page Answer, JsonElement Json)> SignAsync(this Visitor visitor, string? origin, object asked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/c/_sign") { Content = JsonContent.Create(asked) };
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        var answer = await visitor.SendAsync(request);
        return (answer, answer.Html.StartsWith('{') ? JsonDocument.Parse(answer.Html).RootElement : default);
    }

    public static object Tag(string name, params (string Name, string Value)[] attributes) => new { name, attributes = attributes.ToDictionary(item => item.Name, item => item.Value) };

    public static object Page(string path, params object[] tags) => new { page = path, query = "", tags };

    /// <summary>The signed address of <c>test/embedded</c> on a page of a site that is registered for it.</summary>
    public static async Task<string> EmbeddedAsync(this TestHost host, string origin, string path = "/blog/1")
    {
        await host.RegisterSiteAsync(origin);
        var (_, json) = await host.Visit().SignAsync(origin, Page(path, Tag("test/embedded", ("subject", path))));
        return json.GetProperty("tags")[0].GetProperty("url").GetString()!;
    }

    public static Task<Page> AskAsync(this Visitor visitor, string url, string? origin, string? fetchSite = "cross-site") => visitor.SendAsync(HttpMethod.Get, url, origin, fetchSite);

    public static Task<Page> PostFromAsync(this Visitor visitor, string url, string? origin, string? fetchSite = "cross-site") => visitor.SendAsync(HttpMethod.Post, url, origin, fetchSite);

    private static async Task<Page> SendAsync(this Visitor visitor, HttpMethod method, string url, string? origin, string? fetchSite)
    {
        using var request = new HttpRequestMessage(method, url);
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("Text", "Hello")]);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        if (fetchSite is not null)
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", fetchSite);
        return await visitor.SendAsync(request);
    }
}
