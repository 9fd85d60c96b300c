using System.Net;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments.Loading;

/// <summary>Files, on a real server: the in-memory one knows no limit.</summary>
public sealed class UploadTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_arrives_with_and_without_JavaScript(bool isHtmx)
    {
        using var response = await SendAsync(new string('x', 200_000), isHtmx);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("note.txt 200000", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_is_too_large_is_refused_in_words_that_name_the_limit(bool isHtmx)
    {
        using var response = await SendAsync(new string('x', 300_000), isHtmx);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("At most 262.1 kB can be sent", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_a_file_says_so() => Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(null, isHtmx: true)).StatusCode);

    private async Task<HttpResponseMessage> SendAsync(string? text, bool isHtmx)
    {
        using var client = KestrelHost.CreateClient();
        var url = host.UrlOf<UploadFragment>();
        using var form = new MultipartFormDataContent();
        if (text is not null)
            form.Add(new StringContent(text), "file", "note.txt");
        else
            form.Add(new StringContent(""), "other");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, isHtmx ? url.PartialOf("post") : url.DocumentOf("post"))) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (isHtmx)
            request.Headers.Add("HX-Request", "true");
        return await client.SendAsync(request);
    }
}
