using System.Net;
using Components.Tests.Fixture;

namespace Components.Tests.Signing;

/// <summary>Ten thousand addresses made from right ones, sent over a real server exactly as they are written.</summary>
public sealed class DerivedAddressTests(KestrelHost host, ITestOutputHelper output) : IClassFixture<KestrelHost>
{
    private const int Count = 10_000;
    private const int Seed = 20260301;

    [Fact]
    public async Task None_of_ten_thousand_derived_addresses_is_accepted()
    {
        string[] valid =
        [
            host.UrlOf<ValuesFragment>(("text", "a b/日本"), ("whole", 7), ("flag", true)).Partial,
            host.UrlOf<ValuesFragment>(("text", "x"), ("whole", 8)).Document,
            host.UrlOf<SubjectFragment>(("subject", "hello-world")).Partial,
            host.UrlOf<EchoFragment>(("text", "It's (a) ~test_1.0!")).Partial,
            host.UrlOf<FormFragment>().Partial,
            host.UrlOf<FormFragment>(("subject", "s")).PartialOf("post"),
            host.UrlOf<FormFragment>(("subject", "s")).DocumentOf("approve"),
        ];
        using var client = KestrelHost.CreateClient();
        foreach (var url in valid)
            Assert.True((int)(await AskAsync(client, url)).Status < 400, $"{url} should be right");

        var addresses = new AddressMutator(new Random(Seed), valid).Take(Count);
        Dictionary<HttpStatusCode, int> statuses = [];
        List<string> wrong = [];
        foreach (var url in addresses)
        {
            var (status, isFragment) = await AskAsync(client, url);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            // A 400 of the fragment would mean that its parameters were read; the server's own is about addresses that are none.
            if ((int)status is < 400 or >= 500 || (status == HttpStatusCode.BadRequest && isFragment))
                wrong.Add($"{status}: {url}");
        }
        output.WriteLine(string.Join(", ", statuses.Select(status => $"{status.Value} × {(int)status.Key}")));
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(20)));
    }

    private async Task<(HttpStatusCode Status, bool IsFragment)> AskAsync(HttpClient client, string url)
    {
        var isPost = url.StartsWith("/c/test/form", StringComparison.OrdinalIgnoreCase) && (url.Contains("approve", StringComparison.OrdinalIgnoreCase) || url.Contains("subject=s", StringComparison.OrdinalIgnoreCase));
        using var request = new HttpRequestMessage(isPost ? HttpMethod.Post : HttpMethod.Get, host.Exactly(url));
        request.Headers.Add("HX-Request", "true");
        if (isPost)
        {
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("Text", "x")]);
        }
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (response.StatusCode, response.Headers.Contains("Component-Fragment"));
    }
}
